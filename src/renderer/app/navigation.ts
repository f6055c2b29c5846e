import {
  BellRing,
  ChartNoAxesCombined,
  Coins,
  Flag,
  Gauge,
  HeartPulse,
  LayoutDashboard,
  LineChart,
  ListTree,
  MessagesSquare,
  Network,
  ScrollText,
  Settings,
  ShieldCheck,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';
import type { AlertsTab } from '../features/alerts/alerts-search.ts';
import type { SettingsSection } from '../features/settings/settings-search.ts';

export interface NavigationEntry {
  readonly to:
    | '/'
    | '/traces'
    | '/sessions'
    | '/services'
    | '/costs'
    | '/policies'
    | '/guardrails'
    | '/routing'
    | '/limits'
    | '/dashboards'
    | '/health'
    | '/load'
    | '/alerts'
    | '/flags'
    | '/settings';
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** Beginnings of other addresses that belong to the page. */
  readonly includes?: readonly string[];
}

/** The pages of the rail, in its order. Only pages that exist are here. */
export const PAGES: readonly NavigationEntry[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard, keys: 'g o' },
  { to: '/traces', label: 'Traces', icon: ListTree, keys: 'g t', includes: ['/sessions', '/services'] },
  { to: '/costs', label: 'Costs', icon: Coins, keys: 'g c' },
  { to: '/policies', label: 'Policies', icon: ScrollText, keys: 'g p', includes: ['/policies/'] },
  { to: '/guardrails', label: 'Guardrails', icon: ShieldCheck, keys: 'g u' },
  { to: '/routing', label: 'Routing', icon: Waypoints, keys: 'g r' },
  { to: '/limits', label: 'Limits', icon: Gauge, keys: 'g l' },
  {
    to: '/dashboards',
    label: 'Dashboards',
    icon: ChartNoAxesCombined,
    keys: 'g d',
    includes: ['/dashboards/'],
  },
  { to: '/health', label: 'Health', icon: HeartPulse, keys: 'g h' },
  { to: '/alerts', label: 'Alerts', icon: BellRing, keys: 'g a' },
  { to: '/load', label: 'Load tests', icon: LineChart, keys: 'g i', includes: ['/load/'] },
  { to: '/flags', label: 'Flags', icon: Flag, keys: 'g f' },
];

/** Pages beside those of the rail, reached from one of them. */
export const SIDE_PAGES: readonly NavigationEntry[] = [
  { to: '/sessions', label: 'Sessions', icon: MessagesSquare, keys: 'g e' },
  { to: '/services', label: 'Service map', icon: Network, keys: 'g m' },
];

export const SETTINGS_PAGE: NavigationEntry = {
  to: '/settings',
  label: 'Settings',
  icon: Settings,
  keys: 'g s',
};

/** Parts of pages that have an address of their own. */
export const SETTINGS_SECTIONS: readonly { section: SettingsSection; label: string }[] = [
  { section: 'providers', label: 'Providers' },
  { section: 'keys', label: 'Keys' },
  { section: 'simulation', label: 'Simulated models' },
  { section: 'data', label: 'Data' },
  { section: 'prices', label: 'Prices' },
  { section: 'appearance', label: 'Appearance' },
  { section: 'about', label: 'About' },
];
export const ALERTS_TABS: readonly { tab: AlertsTab; label: string }[] = [
  { tab: 'rules', label: 'Rules' },
  { tab: 'slos', label: 'SLOs' },
  { tab: 'silences', label: 'Silences' },
  { tab: 'channels', label: 'Channels' },
];
