import { Agent, type AgentTool } from '../agent.ts';
import type { LiveSpan } from '../recorded-trace.ts';
import { application, httpRequest, query, traced, type Scenario, type ScenarioContext } from '../scenario.ts';

const SERVICE = application('research-assistant', '0.14.0', 'python');

const INSTRUCTIONS =
  'You research questions for the editors of a trade magazine. Work in steps: search, read, then write. ' +
  'Give figures with their year and say when sources disagree. Never guess a number.';

interface Topic {
  readonly editor: string;
  readonly model: string;
  readonly question: string;
  readonly read: string;
  readonly write: string;
}

const TOPICS: readonly Topic[] = [
  {
    editor: 'm.okafor',
    model: 'gpt-5',
    question:
      'Search for how much of the heat of data centres in the Nordic countries is sold to district heating.',
    read: 'Read the most recent of these sources and note its figures with their years.',
    write: 'Write three paragraphs for the December issue, with the share for each country you have one for.',
  },
  {
    editor: 'l.ferreira',
    model: 'gemini-2.5-pro',
    question: 'Search for measurements of tyre wear particles in rain gardens beside city streets.',
    read: 'Read the study with the largest number of sites and note what it measured and how.',
    write: 'Explain in plain words what a city engineer should take from it.',
  },
  {
    editor: 's.lindqvist',
    model: 'claude-sonnet-4-5',
    question: 'Search for ports that offer shore power to cruise ships and what share of calls uses it.',
    read: 'Read the page of the port authority, not the press release.',
    write: 'Compare two ports in a short paragraph each and name what is still unknown.',
  },
  {
    editor: 'm.okafor',
    model: 'sim-slow',
    question: 'Search for the price of reclaimed bricks over the last five years.',
    read: 'Read the trade statistics and note the yearly averages.',
    write: 'One paragraph, and a sentence on why the prices differ between regions.',
  },
  {
    editor: 'j.tanaka',
    model: 'gemini-2.5-flash',
    question: 'Search for field trials of autonomous shunting locomotives in freight yards.',
    read: 'Read the report of the trial that has ended and note what stopped it.',
    write: 'A list of what the operators learned, at most five points.',
  },
  {
    editor: 'l.ferreira',
    model: 'gpt-5-mini',
    question: 'Search for how hospitals keep their lifts running during a power cut.',
    read: 'Read the guideline and note the times it asks for.',
    write: 'Summarise the requirements for a reader who is not an engineer.',
  },
];

const TOOLS: readonly AgentTool[] = [
  {
    definition: {
      name: 'web_search',
      description:
        'Search the web for measurements, prices, trials, ports, heat and how hospitals keep things running',
      parameters: {
        type: 'object',
        properties: { query: { type: 'string' }, limit: { type: 'integer', minimum: 1, maximum: 10 } },
        required: ['query'],
      },
    },
    millis: [180, 420],
    run: ({ query: asked }) => ({
      query: asked,
      results: [
        { url: 'https://stats.example.org/tables/4417', title: 'Yearly table, revised edition' },
        { url: 'https://journal.example.net/2026/3/118', title: 'A field study over two winters' },
        { url: 'https://authority.example.com/reports/annual', title: 'Annual report, chapter 6' },
      ],
    }),
  },
  {
    definition: {
      name: 'read_page',
      description: 'Read a source, study, page, report, guideline or statistics and note its figures',
      parameters: {
        type: 'object',
        properties: { url: { type: 'string', format: 'uri' } },
        required: ['url'],
      },
    },
    millis: [220, 600],
    run: ({ url }) => ({
      url,
      text:
        'The survey covers 41 sites over 26 months. Median values fell by 18 percent after the change of method in ' +
        '2024, so the years before cannot be compared directly. Two sites were left out because their meters were ' +
        'replaced. The authors put the uncertainty of a single reading at 6 percent and that of the yearly mean at 2.',
    }),
  },
];

export function researchScenarios(): Scenario[] {
  return TOPICS.map((topic) => ({
    name: `research ${topic.question.slice(11, 40)}`,
    traces: 1,
    run: (context) => research(context, topic),
  }));
}

function research(context: ScenarioContext, topic: Topic): Promise<void> {
  const { editor, model, question, read, write } = topic;
  const isSlow = model === 'sim-slow';
  const agent = new Agent(context, {
    name: 'research-assistant',
    model: isSlow ? 'gpt-4o' : model,
    instructions: INSTRUCTIONS,
    tools: TOOLS,
    settings: { maxTokens: 120, reasoningEffort: 'low' },
    user: editor,
  });
  const request = httpRequest('POST', '/research', { 'user.id': editor });
  return traced(context, SERVICE, 'POST /research', request, async (root) => {
    await retrieve(context, root, question);
    await agent.invoke(root, isSlow ? [question] : [question, read, write]);
    if (isSlow) await writeSlowly(context, root, `${read} ${write}`);
    await query(context, root, 'INSERT drafts', 'INSERT INTO drafts (editor, body) VALUES (%s, %s)');
    root.set({ 'http.response.status_code': 200 });
  });
}

/** What the magazine has printed before: an embedding made elsewhere, not through the gateway, and a vector search. */
function retrieve(context: ScenarioContext, root: LiveSpan, question: string): Promise<void> {
  const attributes = {
    'gen_ai.operation.name': 'retrieval',
    'gen_ai.data_source.id': 'archive-articles',
    'gen_ai.retrieval.query.text': question,
  };
  return root.child('retrieval archive-articles', { kind: 'client', attributes }, async (span) => {
    const embedding = {
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'text-embedding-3-small',
      'gen_ai.response.model': 'text-embedding-3-small',
      'gen_ai.embeddings.dimension.count': 1536,
      'gen_ai.usage.input_tokens': Math.ceil(question.length / 4),
      'server.address': 'api.openai.com',
      'server.port': 443,
    };
    await span.child('embeddings text-embedding-3-small', { kind: 'client', attributes: embedding }, () =>
      context.work(30, 90),
    );
    await query(
      context,
      span,
      'SELECT articles',
      'SELECT id, title FROM articles ORDER BY embedding <=> %s LIMIT 5',
    );
    const documents = [
      { id: 'art-2291', score: 0.83 },
      { id: 'art-1874', score: 0.79 },
      { id: 'art-2310', score: 0.71 },
    ];
    span.set({ 'gen_ai.retrieval.documents': JSON.stringify(documents) });
  });
}

/** The last step on a model that is slow, as a local one on an old machine is. */
async function writeSlowly(context: ScenarioContext, root: LiveSpan, content: string): Promise<void> {
  await context.gateway.chat(
    { model: 'sim-slow', messages: [{ role: 'user', content }], maxTokens: 60, stream: true },
    { traceparent: root.traceparent, user: 'm.okafor' },
  );
}
