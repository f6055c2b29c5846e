import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  BellRing,
  Copy,
  Keyboard,
  Monitor,
  Moon,
  PanelLeft,
  Play,
  Rows3,
  Rows4,
  ScrollText,
  Search,
  Square,
  Sun,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';
import { useAppearance } from '../lib/appearance-store.ts';
import { useTRPC } from '../lib/engine-client.ts';
import { useWorkload, type Workload } from '../lib/use-workload.ts';
import { copyAndTell } from './copy-and-tell.ts';
import { ALERTS_TABS, PAGES, SETTINGS_PAGE, SETTINGS_SECTIONS, SIDE_PAGES } from './navigation.ts';
import { useShellStore } from './shell-store.ts';

export interface ConsoleCommand {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keywords?: readonly string[];
  readonly keys?: string;
  readonly run: () => void;
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly ConsoleCommand[];
}

const TRACE_ID = /^[0-9a-f]{32}$/;

/** Everything the palette offers for what was typed into it. */
export function useCommands(typed: string): CommandGroup[] {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const info = useQuery(trpc.deployment.info.queryOptions()).data;
  const workload = useWorkload();
  const text = typed.trim();
  const traceId = text.toLowerCase();

  const found: ConsoleCommand[] = [];
  if (TRACE_ID.test(traceId)) {
    found.push({
      label: `Open trace ${traceId}`,
      icon: Waypoints,
      run: () => void navigate({ to: '/traces/$traceId', params: { traceId } }),
    });
  } else if (text !== '') {
    found.push({
      label: `Search traces for “${text}”`,
      icon: Search,
      run: () => void navigate({ to: '/traces', search: { q: text } }),
    });
  }

  const pages = [...PAGES, ...SIDE_PAGES, SETTINGS_PAGE].map((page) => ({
    label: page.label,
    icon: page.icon,
    keys: page.keys,
    keywords: ['go to', 'open', 'page'],
    run: () => void navigate({ to: page.to }),
  }));

  const sections: ConsoleCommand[] = [
    ...ALERTS_TABS.map(({ tab, label }) => ({
      label: `Alerts: ${label}`,
      icon: BellRing,
      run: () => void navigate({ to: '/alerts', search: { tab } }),
    })),
    ...SETTINGS_SECTIONS.map(({ section, label }) => ({
      label: `Settings: ${label}`,
      icon: SETTINGS_PAGE.icon,
      run: () => void navigate({ to: '/settings', search: { section } }),
    })),
  ];

  const addresses =
    info === undefined
      ? []
      : [
          addressCommand('Copy gateway address', info.gatewayUrl, 'Gateway address'),
          addressCommand('Copy OTLP address', info.otlpUrl, 'OTLP address'),
        ];

  const newPolicy: ConsoleCommand = {
    label: 'New policy',
    icon: ScrollText,
    keywords: ['create', 'rule', 'block', 'redact'],
    run: () => void navigate({ to: '/policies', search: { create: true } }),
  };

  const groups = [
    { title: 'Pages', commands: pages },
    { title: 'Parts of pages', commands: sections },
    { title: 'Actions', commands: [...workloadCommands(workload), newPolicy, ...addresses] },
    { title: 'Appearance', commands: appearanceCommands() },
    { title: 'Traces', commands: found },
  ];
  return groups.filter((group) => group.commands.length > 0);
}

function addressCommand(label: string, address: string, what: string): ConsoleCommand {
  return { label, icon: Copy, keywords: ['url', address], run: () => copyAndTell(address, what) };
}

function workloadCommands({ state, start, cancel }: Workload): ConsoleCommand[] {
  if (state === null) return [];
  return state.state === 'running'
    ? [{ label: 'Cancel the sample workload', icon: Square, run: cancel }]
    : [{ label: 'Run sample workload', icon: Play, keywords: ['demo', 'traffic'], run: start }];
}

function appearanceCommands(): ConsoleCommand[] {
  const { setTheme, setDensity } = useAppearance.getState();
  const { toggleRail, show } = useShellStore.getState();
  return [
    { label: 'Theme: follow the system', icon: Monitor, run: () => setTheme('system') },
    { label: 'Theme: light', icon: Sun, run: () => setTheme('light') },
    { label: 'Theme: dark', icon: Moon, run: () => setTheme('dark') },
    { label: 'Density: comfortable', icon: Rows3, run: () => setDensity('comfortable') },
    { label: 'Density: compact', icon: Rows4, run: () => setDensity('compact') },
    { label: 'Collapse or expand the rail', icon: PanelLeft, keys: '[', run: toggleRail },
    { label: 'Keyboard map', icon: Keyboard, keys: '?', run: () => show('shortcuts') },
  ];
}
