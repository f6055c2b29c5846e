import { Bot, Settings2, User, Wrench, type LucideIcon } from 'lucide-react';
import { displayText } from '../../lib/display-text.ts';

const ROLES: Readonly<Record<string, { readonly label: string; readonly icon: LucideIcon }>> = {
  system: { label: 'System', icon: Settings2 },
  developer: { label: 'Developer', icon: Settings2 },
  user: { label: 'User', icon: User },
  assistant: { label: 'Assistant', icon: Bot },
  tool: { label: 'Tool', icon: Wrench },
};

/** How a role is shown; others than the usual ones by their own name. */
export function roleOf(role: string): { readonly label: string; readonly icon: LucideIcon } {
  const known = Object.hasOwn(ROLES, role) ? ROLES[role] : undefined;
  return known ?? { label: displayText(role, 40), icon: User };
}
