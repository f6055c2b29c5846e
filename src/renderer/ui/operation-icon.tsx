import {
  ArrowDownWideNarrow,
  Binary,
  Bot,
  Circle,
  FileSearch,
  Gauge,
  Shield,
  Sparkles,
  Workflow,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { Operation } from '../../shared/trace.ts';

const ICONS: Record<Operation, LucideIcon> = {
  chat: Sparkles,
  text_completion: Sparkles,
  generate_content: Sparkles,
  embeddings: Binary,
  retrieval: FileSearch,
  execute_tool: Wrench,
  create_agent: Bot,
  invoke_agent: Bot,
  invoke_workflow: Workflow,
  rerank: ArrowDownWideNarrow,
  guardrail: Shield,
  evaluate: Gauge,
};

/** The sign of a kind of work; a small circle where the span says nothing of it. */
export function OperationIcon({ operation, size = 14 }: { operation: string | null; size?: number }) {
  const Icon = isOperation(operation) ? ICONS[operation] : Circle;
  return <Icon size={Icon === Circle ? size / 2 : size} strokeWidth={1.75} aria-hidden="true" />;
}

function isOperation(value: string | null): value is Operation {
  return value !== null && Object.hasOwn(ICONS, value);
}
