import { Agent, type AgentTool } from '../agent.ts';
import { application, ApplicationFailure, httpRequest, query, traced, type Scenario } from '../scenario.ts';
import type { LiveSpan } from '../recorded-trace.ts';
import type { ScenarioContext } from '../scenario.ts';

const SERVICE = application('support-agent', '2.8.1', 'nodejs');

const INSTRUCTIONS =
  'You are the support agent of Harbour & Pine, a shop for outdoor furniture. Be brief and kind. ' +
  'Look up facts with the tools before you promise anything. Refunds above 200 euros need a colleague.';

interface Ticket {
  readonly customer: string;
  readonly model: string;
  readonly text: string;
}

const TICKETS: readonly Ticket[] = [
  {
    customer: 'cust_4471',
    model: 'gpt-4o-mini',
    text: 'Hello, my order HP-20417 was due on Tuesday and the tracking page has said "in transit" since Friday. Where is it?',
  },
  {
    customer: 'cust_1029',
    model: 'claude-haiku-4-5',
    text: 'The left armrest of the Skagen bench arrived cracked. I have photos. Can I get a new armrest without sending the whole bench back?',
  },
  {
    customer: 'cust_8834',
    model: 'gpt-4o-mini',
    text: 'I was charged twice for order HP-20388, once on the 3rd and once on the 4th. Please look into the second payment.',
  },
  {
    customer: 'cust_2210',
    model: 'gpt-4o',
    text: 'Does the teak table need oil every year? A neighbour says water is enough, your leaflet says something else.',
  },
  {
    customer: 'cust_5093',
    model: 'claude-haiku-4-5',
    text: 'I moved house. Can order HP-20455 still go to my new address in Ghent, or is the lorry already loaded?',
  },
  {
    customer: 'cust_7716',
    model: 'gpt-4o-mini',
    text: 'Your discount code AUTUMN15 is refused at checkout although the newsletter says it is valid until Sunday.',
  },
  {
    customer: 'cust_3348',
    model: 'gpt-4o',
    text: 'Invoice 2026-11-0193 shows the wrong VAT number for our company. We need a corrected one before the end of the month.',
  },
];

interface Conversation {
  readonly customer: string;
  readonly session: string;
  readonly model: string;
  readonly turns: readonly string[];
}

/** Customers who come back: each conversation is several traces. */
const CONVERSATIONS: readonly Conversation[] = [
  {
    customer: 'cust_6120',
    session: 'conv_6120_parasol',
    model: 'gpt-4o-mini',
    turns: [
      'Hi! I want to return the parasol from order HP-20402. It is fine, just too big for our balcony.',
      'Thanks. It is still in its box. Do I have to print a label, or can the driver bring one?',
      'The driver it is, then. And could the refund go to my card rather than as a voucher?',
    ],
  },
  {
    customer: 'cust_1029',
    session: 'conv_1029_armrest',
    model: 'claude-haiku-4-5',
    turns: [
      'Any news about the spare armrest for my Skagen bench? I sent the photos on Monday.',
      'Good. Can it go to my office instead? The address is in my account.',
      'Last thing: which screws does it need, and are they in the parcel?',
      'Perfect, thank you!',
    ],
  },
  {
    customer: 'cust_4802',
    session: 'conv_4802_voucher',
    model: 'gpt-4o',
    turns: [
      'My voucher was refused at checkout. It is from a friend and has never been used.',
      'It is HPV-7741-02. The shop said it is blocked, why?',
    ],
  },
];

const TOOLS: readonly AgentTool[] = [
  {
    definition: {
      name: 'lookup_order',
      description: 'Find an order and where its parcel, payment and delivery address stand',
      parameters: {
        type: 'object',
        properties: { order_id: { type: 'string', pattern: '^HP-\\d{5}$' } },
        required: ['order_id'],
      },
    },
    millis: [40, 160],
    run: ({ order_id }) => ({
      order_id,
      status: 'in_transit',
      carrier: 'NordFreight',
      last_scan: '2026-11-18T21:14:00Z, depot Antwerp',
      payments: [{ amount_eur: 349, captured: true }],
    }),
  },
  {
    definition: {
      name: 'search_help_center',
      description: 'Search articles about care, returns, spare parts, discount codes and invoices',
      parameters: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
    },
    millis: [25, 90],
    run: () => ({
      articles: [
        { id: 'kb-112', title: 'Oiling teak: when it helps and when it does not' },
        { id: 'kb-087', title: 'Spare parts that we send without a return' },
      ],
    }),
  },
  {
    definition: {
      name: 'create_return',
      description: 'Start a return of a parasol or another item and book a driver who brings the label',
      parameters: {
        type: 'object',
        properties: {
          item: { type: 'string' },
          pickup: { type: 'string', enum: ['driver', 'parcel_shop'] },
        },
        required: ['item', 'pickup'],
      },
    },
    millis: [80, 220],
    run({ pickup }) {
      if (pickup === 'parcel_shop') {
        throw new ApplicationFailure(
          'ParcelTooLarge',
          'Parcels above 140 cm are only collected by a driver.',
        );
      }
      return { return_id: 'RET-5521', pickup, window: 'Thursday 8-12' };
    },
  },
];

export function supportScenarios(): Scenario[] {
  const tickets = TICKETS.map((ticket): Scenario => ({
    name: `support ${ticket.customer}`,
    traces: 1,
    run: (context) => answerTicket(context, ticket),
  }));
  const conversations = CONVERSATIONS.map((conversation): Scenario => ({
    name: `support ${conversation.session}`,
    traces: conversation.turns.length,
    run: (context) => converse(context, conversation),
  }));
  return [...conversations, ...tickets];
}

function answerTicket(context: ScenarioContext, { customer, model, text }: Ticket): Promise<void> {
  const agent = new Agent(context, {
    name: 'support-agent',
    model,
    instructions: INSTRUCTIONS,
    tools: TOOLS,
    settings: { maxTokens: 110, temperature: 0.3, stream: true },
    user: customer,
  });
  const request = httpRequest('POST', '/support/tickets', { 'user.id': customer });
  return traced(context, SERVICE, 'POST /support/tickets', request, async (root) => {
    await query(context, root, 'SELECT customers', 'SELECT name, language FROM customers WHERE id = $1');
    await agent.invoke(root, [text]);
    await query(context, root, 'INSERT replies', 'INSERT INTO replies (ticket_id, body) VALUES ($1, $2)');
    root.set({ 'http.response.status_code': 200 });
  });
}

async function converse(context: ScenarioContext, conversation: Conversation): Promise<void> {
  const { customer, session, model, turns } = conversation;
  const agent = new Agent(context, {
    name: 'support-agent',
    model,
    instructions: INSTRUCTIONS,
    tools: TOOLS,
    settings: { maxTokens: 90, temperature: 0.3, stream: true },
    session,
    user: customer,
  });
  for (const turn of turns) {
    const request = httpRequest('POST', '/support/messages', { 'session.id': session, 'user.id': customer });
    await traced(context, SERVICE, 'POST /support/messages', request, async (root: LiveSpan) => {
      await query(
        context,
        root,
        'SELECT messages',
        'SELECT role, body FROM messages WHERE session = $1 ORDER BY id',
      );
      await agent.invoke(root, [turn]);
      root.set({ 'http.response.status_code': 200 });
    });
  }
}
