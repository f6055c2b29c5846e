import type { ChatAnswer, ChatMessage } from '../chat-messages.ts';
import { conventionMessages } from '../chat-messages.ts';
import type { ChatRequest } from '../gateway-client.ts';
import type { LiveSpan } from '../recorded-trace.ts';
import { application, httpRequest, traced, type Scenario, type ScenarioContext } from '../scenario.ts';

const SERVICE = application('code-review-bot', '1.3.7', 'go');

interface PullRequest {
  readonly number: number;
  readonly author: string;
  readonly model: string;
  readonly title: string;
  readonly patch: string;
  /** A newer commit arrives while the review is being written, so it is left. */
  readonly superseded?: boolean;
}

const PULL_REQUESTS: readonly PullRequest[] = [
  {
    number: 812,
    author: 'ines',
    model: 'claude-sonnet-4-5',
    title: 'Retry the tax service when it answers 503',
    patch: `@@ src/tax/client.go @@
-	resp, err := c.http.Do(req)
+	var resp *http.Response
+	for attempt := 0; attempt < 5; attempt++ {
+		resp, err = c.http.Do(req)
+		if err == nil && resp.StatusCode != http.StatusServiceUnavailable {
+			break
+		}
+		time.Sleep(200 * time.Millisecond)
+	}`,
  },
  {
    number: 815,
    author: 'bogdan',
    model: 'o4-mini',
    title: 'Cache exchange rates for an hour',
    patch: `@@ src/rates/cache.go @@
+var cached map[string]float64
+var loadedAt time.Time
+
+func Rate(currency string) float64 {
+	if time.Since(loadedAt) > time.Hour {
+		cached = load()
+		loadedAt = time.Now()
+	}
+	return cached[currency]
+}`,
  },
  {
    number: 816,
    author: 'ines',
    model: 'claude-sonnet-4-5',
    title: 'Show delivery windows in the time zone of the buyer',
    superseded: true,
    patch: `@@ src/delivery/window.go @@
-	return w.Start.Format("15:04") + "-" + w.End.Format("15:04")
+	zone, _ := time.LoadLocation(buyer.TimeZone)
+	return w.Start.In(zone).Format("15:04") + "-" + w.End.In(zone).Format("15:04")`,
  },
  {
    number: 819,
    author: 'tomasz',
    model: 'gpt-5-mini',
    title: 'Remove the old voucher table',
    patch: `@@ migrations/0094_vouchers.sql @@
+DROP TABLE voucher_legacy;
+ALTER TABLE voucher ALTER COLUMN expires_on SET NOT NULL;`,
  },
  {
    number: 821,
    author: 'bogdan',
    model: 'llama-3.3-70b',
    title: 'Log the basket when checkout fails',
    patch: `@@ src/checkout/handler.go @@
 	if err != nil {
+		log.Printf("checkout failed: %+v card=%s", basket, card.Number)
 		http.Error(w, "checkout failed", http.StatusInternalServerError)`,
  },
  {
    number: 823,
    author: 'mei',
    model: 'gpt-4o',
    title: 'Sort search results by stock first',
    patch: `@@ src/search/rank.go @@
-	sort.Slice(hits, func(i, j int) bool { return hits[i].Score > hits[j].Score })
+	sort.Slice(hits, func(i, j int) bool {
+		if hits[i].InStock != hits[j].InStock {
+			return hits[i].InStock
+		}
+		return hits[i].Score > hits[j].Score
+	})`,
  },
];

export function codeReviewScenarios(): Scenario[] {
  return PULL_REQUESTS.map((pullRequest) => ({
    name: `review ${pullRequest.number}`,
    traces: 1,
    run: (context) => review(context, pullRequest),
  }));
}

function review(context: ScenarioContext, pullRequest: PullRequest): Promise<void> {
  const { number, author, title, patch, superseded = false } = pullRequest;
  const request = httpRequest('POST', '/webhooks/pull-request', {
    'vcs.change.id': String(number),
    'user.id': author,
  });
  return traced(context, SERVICE, 'POST /webhooks/pull-request', request, async (root) => {
    await root.child('GET git.example.com/diff', { kind: 'client' }, () => context.work(40, 160));
    const messages: ChatMessage[] = [
      {
        role: 'system',
        content: 'Review the change. Say what can break, most serious first. No praise, no style.',
      },
      { role: 'user', content: `Pull request ${number} of ${author}: ${title}\n\n${patch}` },
    ];
    const answer = await instrumentedChat(context, root, {
      model: pullRequest.model,
      messages,
      stream: true,
      maxTokens: 160,
      ...(superseded && { leaveAfter: 12 }),
    });
    if (answer.finishReason === 'left') {
      root.event('review.superseded', { 'vcs.ref.head.revision': 'a newer commit was pushed' });
    } else {
      await root.child('POST git.example.com/comments', { kind: 'client' }, () => context.work(50, 180));
    }
    root.set({ 'http.response.status_code': 202 });
  });
}

/** As an instrumented SDK reports a call; the gateway's own span of it is its child. */
function instrumentedChat(
  context: ScenarioContext,
  parent: LiveSpan,
  request: ChatRequest,
): Promise<ChatAnswer> {
  const { model, messages, maxTokens } = request;
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': model,
    'gen_ai.request.max_tokens': maxTokens,
    'gen_ai.input.messages': conventionMessages(messages),
  };
  return parent.child(`chat ${model}`, { kind: 'client', attributes }, async (span) => {
    const answer = await context.gateway.chat(request, { traceparent: span.traceparent });
    span.set({
      'gen_ai.response.id': answer.id,
      'gen_ai.response.model': answer.model,
      'gen_ai.response.finish_reasons': [answer.finishReason],
      'gen_ai.usage.input_tokens': answer.usage?.input,
      'gen_ai.usage.output_tokens': answer.usage?.output,
      'gen_ai.usage.cache_read.input_tokens': answer.usage?.cached,
      'gen_ai.usage.reasoning.output_tokens': answer.usage?.reasoning,
      'gen_ai.output.messages': conventionMessages([{ role: 'assistant', content: answer.text }]),
    });
    return answer;
  });
}
