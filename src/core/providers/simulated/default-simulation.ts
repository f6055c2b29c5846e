import type { SimulatedModel, Simulation } from '../../../shared/provider.ts';

/** The simulation of a fresh sandbox: quick enough for a demonstration, with one slow and one flaky model. */
export const DEFAULT_SIMULATION: Simulation = {
  seed: 1,
  models: [
    model('gpt-4o', 'openai/gpt-4o', 320, 110),
    model('gpt-4o-mini', 'openai/gpt-4o-mini', 190, 160),
    model('gpt-5', 'openai/gpt-5', 600, 90),
    model('gpt-5-mini', 'openai/gpt-5-mini', 350, 150),
    model('o4-mini', 'openai/o4-mini', 550, 120),
    model('claude-sonnet-4-5', 'anthropic/claude-sonnet-4-5', 420, 80),
    model('claude-haiku-4-5', 'anthropic/claude-haiku-4-5', 220, 170),
    model('gemini-2.5-pro', 'google/gemini-2.5-pro', 480, 100),
    model('gemini-2.5-flash', 'google/gemini-2.5-flash', 150, 200),
    model('llama-3.3-70b', null, 260, 120),
    model('text-embedding-3-small', 'openai/text-embedding-3-small', 60, 1000),
    model('text-embedding-3-large', 'openai/text-embedding-3-large', 90, 1000),
    model('sim-slow', 'openai/gpt-4o', 2500, 25),
    {
      ...model('sim-flaky', 'openai/gpt-4o-mini', 200, 160),
      errorRate: 0.25,
      streamFaultRate: 0.35,
      streamFault: 'cut',
    },
  ],
};

function model(
  name: string,
  priceAs: string | null,
  latencyMs: number,
  tokensPerSecond: number,
): SimulatedModel {
  return {
    model: name,
    priceAs,
    latencyMs,
    tokensPerSecond,
    errorRate: 0,
    errorStatus: 503,
    streamFaultRate: 0,
    streamFault: 'none',
  };
}
