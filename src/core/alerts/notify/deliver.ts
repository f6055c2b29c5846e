import type { DesktopNotice } from '../../../shared/alert/index.ts';
import type { ChannelTarget } from './channel-target.ts';
import type { Notification } from './notification.ts';
import { alertmanagerPayload, desktopNotice, webhookPayload } from './payloads.ts';

export const DELIVERY_TIMEOUT_MS = 10_000;

export type Delivery =
  | { readonly ok: true }
  /** Whether trying again can help. */
  | { readonly ok: false; readonly reason: string; readonly isRetryable: boolean };

export interface DeliveryContext {
  readonly externalUrl: string;
  readonly nowMs: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly showNotice: (notice: Omit<DesktopNotice, 'id'>) => void;
}

/**
 * Tells a channel. Addresses are asked as the person set them, with http or https; a redirect is not followed, since it would
 * lead where nobody said.
 */
export async function deliver(
  target: ChannelTarget,
  notification: Notification,
  context: DeliveryContext,
): Promise<Delivery> {
  if (target.kind === 'desktop') {
    context.showNotice(desktopNotice(notification));
    return { ok: true };
  }
  const payloadContext = { ...context, receiver: target.name };
  if (target.kind === 'webhook')
    return post(target, target.url ?? '', webhookPayload(notification, payloadContext), context);
  const url = `${(target.url ?? '').replace(/\/+$/, '')}/api/v2/alerts`;
  return post(target, url, alertmanagerPayload(notification, payloadContext), context);
}

async function post(
  { token }: ChannelTarget,
  url: string,
  body: unknown,
  { timeoutMs, signal }: DeliveryContext,
): Promise<Delivery> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Signalbox',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    // What it says besides is not read: it may never end.
    await response.body?.cancel();
    if (response.ok) return { ok: true };
    const isRetryable = response.status >= 500 || response.status === 408 || response.status === 429;
    return { ok: false, reason: `answered ${response.status} ${response.statusText}`.trim(), isRetryable };
  } catch (error) {
    return { ok: false, reason: reasonOf(error, timeoutMs), isRetryable: true };
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `did not answer within ${timeoutMs / 1_000} s`;
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' ? error.message : `could not be reached: ${cause}`;
}
