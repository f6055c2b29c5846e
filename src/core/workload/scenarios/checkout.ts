import type { LiveSpan } from '../recorded-trace.ts';
import {
  application,
  ApplicationFailure,
  httpRequest,
  query,
  traced,
  type Scenario,
  type ScenarioContext,
} from '../scenario.ts';

const SERVICE = application('checkout', '5.2.0', 'java');

interface Order {
  readonly id: string;
  readonly buyer: string;
  readonly model: string;
  readonly address: string;
  readonly note: string;
  /** What goes wrong beside the models. */
  readonly trouble?: 'payment declined';
}

const ORDERS: readonly Order[] = [
  {
    id: 'HP-20460',
    buyer: 'cust_1440',
    model: 'gpt-4o-mini',
    address: 'Rue de la Station 14 bte 3, 5000 Namur, Belgique',
    note: 'First order. Paid by card, delivered to the address of the card.',
  },
  {
    id: 'HP-20461',
    buyer: 'cust_9917',
    model: 'sim-flaky',
    address: 'apt 4, 22 Quay str. Galway, H91 irl',
    note: 'Nine garden lamps, express delivery, e-mail address made yesterday, card from another country.',
  },
  {
    id: 'HP-20462',
    buyer: 'cust_2210',
    model: 'gpt-4o-mini',
    address: 'Bahnhofstr. 9a 79098 Freiburg',
    note: 'Returning customer since 2022, oil for a teak table.',
  },
  {
    id: 'HP-20463',
    buyer: 'cust_3057',
    // A typing error that went live: nobody knows this model.
    model: 'gpt-4o-minni',
    address: 'Storgata 3, 0155 Oslo, Norge',
    note: 'Gift wrapping wanted, delivered to an office.',
  },
  {
    id: 'HP-20464',
    buyer: 'cust_7781',
    model: 'sim-flaky',
    address: 'C/ Mayor 8, 2o izq., 28013 Madrid',
    note: 'Bench and two chairs, paid in three parts, phone number confirmed.',
  },
  {
    id: 'HP-20465',
    buyer: 'cust_6120',
    model: 'gemini-2.5-flash',
    address: 'Kerkstraat 71, 9000 Gent',
    note: 'Smaller parasol after a return, refund of the first one is under way.',
    trouble: 'payment declined',
  },
  {
    id: 'HP-20466',
    buyer: 'cust_5093',
    model: 'sim-flaky',
    address: 'Nieuwstraat 5 bus 12 9000 Gent (top bell)',
    note: 'Address changed twice within the last hour, otherwise nothing unusual.',
  },
  {
    id: 'HP-20467',
    buyer: 'cust_8120',
    model: 'llama-3.3-70b',
    address: 'ul. Długa 18/4, 31-146 Kraków',
    note: 'Cushions for a bench, collected in the shop.',
  },
  {
    id: 'HP-20468',
    buyer: 'cust_4802',
    model: 'sim-flaky',
    address: 'Via Garibaldi 41, 16124 Genova GE',
    note: 'Paid with a voucher that was bought with a stolen card last week, according to the voucher shop.',
  },
];

const ADDRESS_FORMAT = {
  name: 'postal_address',
  schema: {
    type: 'object',
    properties: {
      street: { type: 'string' },
      number: { type: 'string' },
      postal_code: { type: 'string' },
      city: { type: 'string' },
      country: { type: 'string', enum: ['BE', 'DE', 'ES', 'IE', 'IT', 'NO', 'PL'] },
    },
    required: ['street', 'number', 'postal_code', 'city', 'country'],
    additionalProperties: false,
  },
} as const;

const RISK_FORMAT = {
  name: 'order_risk',
  schema: {
    type: 'object',
    properties: {
      risk: { type: 'string', enum: ['low', 'medium', 'high'] },
      reasons: { type: 'array', items: { type: 'string' }, maxItems: 3 },
    },
    required: ['risk', 'reasons'],
    additionalProperties: false,
  },
} as const;

export function checkoutScenarios(): Scenario[] {
  const orders = ORDERS.map((order): Scenario => ({
    name: `order ${order.id}`,
    traces: 1,
    run: (context) => checkOut(context, order),
  }));
  return [...orders, { name: 'nightly catalogue job', traces: 2, run: describeProducts }];
}

function checkOut(context: ScenarioContext, order: Order): Promise<void> {
  const request = httpRequest('POST', '/orders', { 'user.id': order.buyer, 'order.id': order.id });
  return traced(context, SERVICE, 'POST /orders', request, async (root) => {
    root.set({ 'http.response.status_code': 500 });
    await query(context, root, 'SELECT basket', 'SELECT sku, quantity, price FROM basket WHERE buyer = ?');
    await root.child('normalise address', {}, (span) => normaliseAddress(context, span, order));
    await root.child('assess risk', {}, (span) => assessRisk(context, span, order));
    await root.child('POST payments.example.com/charges', { kind: 'client' }, async (span) => {
      span.set({ 'server.address': 'payments.example.com', 'http.request.method': 'POST' });
      await context.work(60, 240);
      if (order.trouble === undefined) return;
      throw new ApplicationFailure('PaymentDeclined', 'The bank declined the charge: insufficient funds.');
    });
    await query(context, root, 'INSERT orders', 'INSERT INTO orders (id, buyer, total) VALUES (?, ?, ?)');
    root.set({ 'http.response.status_code': 201 });
  });
}

async function normaliseAddress(context: ScenarioContext, span: LiveSpan, order: Order): Promise<void> {
  const content = `Bring this delivery address into its parts, as the post of the country writes it: ${order.address}`;
  await context.gateway.chat(
    { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], temperature: 0, format: ADDRESS_FORMAT },
    { traceparent: span.traceparent, user: order.buyer },
  );
}

async function assessRisk(context: ScenarioContext, span: LiveSpan, order: Order): Promise<void> {
  await context.gateway.chat(
    {
      model: order.model,
      messages: [
        {
          role: 'system',
          content: 'Judge the fraud risk of an order from what the shop knows. Name at most three reasons.',
        },
        { role: 'user', content: `Order ${order.id} of ${order.buyer}. ${order.note}` },
      ],
      format: RISK_FORMAT,
      stream: order.model === 'sim-flaky',
      maxTokens: 80,
    },
    { traceparent: span.traceparent, user: order.buyer },
  );
}

const PRODUCTS = [
  'Write one sentence for the catalogue about a folding bench of oak with a back that can be taken off.',
  'Write one sentence for the catalogue about a lantern of recycled glass that holds a thick candle.',
] as const;

/** An old job without tracing: its calls are traces of the gateway alone. */
async function describeProducts(context: ScenarioContext): Promise<void> {
  for (const content of PRODUCTS) {
    await context.gateway.chat(
      { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], maxTokens: 70 },
      { service: 'catalogue-job' },
    );
  }
}
