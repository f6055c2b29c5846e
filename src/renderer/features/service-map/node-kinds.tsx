import { Boxes, Database, Globe, Inbox, Sparkles, Wrench, type LucideIcon } from 'lucide-react';
import type { MapNodeKind } from '../../../shared/service-map.ts';

export const NODE_KINDS: Readonly<Record<MapNodeKind, { label: string; icon: LucideIcon }>> = {
  service: { label: 'Service', icon: Boxes },
  model: { label: 'Model', icon: Sparkles },
  database: { label: 'Database', icon: Database },
  queue: { label: 'Queue', icon: Inbox },
  tool: { label: 'Tool', icon: Wrench },
  external: { label: 'External', icon: Globe },
};
