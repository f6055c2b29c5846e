import { pathToFileURL } from 'node:url';
import { installPeer } from '../parties/npm-peer.ts';

export interface Peer {
  readonly name: string;
  readonly score: (text: string) => number | Promise<number>;
}

interface LlmGuardrail {
  readonly checkAll: (text: string) => Promise<{
    readonly injection: { readonly confidence: number };
    readonly jailbreak: { readonly confidence: number };
    readonly malicious: { readonly confidence: number };
  }>;
}

interface Vard {
  readonly default: () => {
    readonly safeParse: (
      text: string,
    ) =>
      | { readonly safe: true }
      | { readonly safe: false; readonly threats: readonly { readonly severity: number }[] };
  };
}

/** Packages from npm that detect without a service, installed on demand outside the project's own dependencies. */
export async function openPeers(): Promise<Peer[]> {
  const guardrail = (await load('llm_guardrail', '2.1.2', 'index.js')) as LlmGuardrail;
  const { default: vard } = (await load('@andersmyrmel/vard', '1.2.0', 'dist/index.js')) as Vard;
  const schema = vard();
  return [
    {
      name: 'llm_guardrail 2.1.2',
      score: async (text) => {
        const { injection, jailbreak, malicious } = await guardrail.checkAll(text);
        return Math.max(injection.confidence, jailbreak.confidence, malicious.confidence);
      },
    },
    {
      name: '@andersmyrmel/vard 1.2.0',
      score: (text) => {
        const result = schema.safeParse(text);
        return result.safe ? 0 : Math.max(0, ...result.threats.map(({ severity }) => severity));
      },
    },
  ];
}

async function load(packageName: string, version: string, entry: string): Promise<unknown> {
  const home = await installPeer(packageName, version);
  return import(pathToFileURL(`${home}/${entry}`).href);
}
