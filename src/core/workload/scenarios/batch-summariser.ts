import type { LiveSpan } from '../recorded-trace.ts';
import { application, query, traced, type Scenario, type ScenarioContext } from '../scenario.ts';
import { meetingTranscript } from './meeting-transcript.ts';

const SERVICE = application('batch-summariser', '3.0.2', 'python');

const INSTRUCTIONS =
  'Summarise the meeting for people who were not there: decisions first, then open questions with who answers them. ' +
  'Leave out greetings and anything that was taken back later in the meeting.';

interface Job {
  readonly id: string;
  readonly model: string;
  readonly characters: number;
  /** Long texts are summarised in parts at the same time, then as a whole. */
  readonly parts: number;
}

const JOBS: readonly Job[] = [
  { id: 'ops-2026-11-02', model: 'gemini-2.5-flash', characters: 24_000, parts: 1 },
  { id: 'ops-2026-11-09', model: 'gpt-5-mini', characters: 32_000, parts: 1 },
  { id: 'board-2026-q3', model: 'gpt-4o-mini', characters: 48_000, parts: 4 },
  { id: 'carriers-2026-10', model: 'claude-haiku-4-5', characters: 41_000, parts: 1 },
  { id: 'audit-2026-10', model: 'gemini-2.5-pro', characters: 64_000, parts: 1 },
  { id: 'returns-2026-11', model: 'gemini-2.5-flash', characters: 28_000, parts: 3 },
  { id: 'ops-2026-11-16', model: 'gpt-4o', characters: 20_000, parts: 1 },
];

export function batchSummariserScenarios(): Scenario[] {
  return JOBS.map((job) => ({
    name: `summary ${job.id}`,
    traces: 1,
    run: (context) => summarise(context, job),
  }));
}

function summarise(context: ScenarioContext, { id, model, characters, parts }: Job): Promise<void> {
  const attributes = {
    'messaging.system': 'rabbitmq',
    'messaging.destination.name': 'summaries',
    'messaging.message.id': id,
  };
  return traced(context, SERVICE, 'process summaries', { kind: 'consumer', attributes }, async (root) => {
    await query(context, root, 'SELECT transcripts', 'SELECT body FROM transcripts WHERE id = %s');
    const texts = Array.from({ length: parts }, () =>
      meetingTranscript(context.random, Math.ceil(characters / parts)),
    );
    const summaries = await Promise.all(
      texts.map((text, index) =>
        root.child(
          `summarise part ${index + 1}`,
          { attributes: { 'text.characters': text.length } },
          (span) => summary(context, span, model, text),
        ),
      ),
    );
    if (parts > 1)
      await root.child('join summaries', {}, (span) => summary(context, span, model, summaries.join('\n\n')));
    await query(context, root, 'UPDATE transcripts', 'UPDATE transcripts SET summary = %s WHERE id = %s');
  });
}

async function summary(
  context: ScenarioContext,
  span: LiveSpan,
  model: string,
  text: string,
): Promise<string> {
  const answer = await context.gateway.chat(
    {
      model,
      messages: [
        { role: 'system', content: INSTRUCTIONS },
        { role: 'user', content: `Summarise this meeting.\n\n${text}` },
      ],
      maxTokens: 140,
    },
    { traceparent: span.traceparent },
  );
  return answer.text;
}
