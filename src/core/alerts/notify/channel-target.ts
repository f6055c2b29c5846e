import type { ChannelKind } from '../../../shared/alert/index.ts';

/** Where a notification goes. */
export interface ChannelTarget {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  /** Null only for the desktop. */
  readonly url: string | null;
  readonly token: string | null;
}
