import { useSubscription } from '@trpc/tanstack-react-query';
import { useNavigate } from '@tanstack/react-router';
import type { DesktopNotice } from '../../../shared/alert/index.ts';
import { displayText } from '../../lib/display-text.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { showToast } from '../../ui/toast-store.ts';

const TONES = { firing: 'error', resolved: 'ok', test: 'ok' } as const;

/** Shows what desktop channels say: as a notification where that is allowed, and always in the console. */
export function AlertNotices() {
  const navigate = useNavigate();
  useSubscription(
    useTRPC().alerts.notices.subscriptionOptions(undefined, {
      onData: (notice) => {
        const title = displayText(notice.title, 120);
        const text = displayText(notice.text, 300);
        showToast({ tone: TONES[notice.status], title, text });
        notify(notice, title, text, () => void navigate({ to: '/alerts' }));
      },
    }),
  );
  return null;
}

function notify({ id }: DesktopNotice, title: string, body: string, onPick: () => void): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag: `signalbox-alert-${id}` });
  notification.onclick = () => {
    window.focus();
    onPick();
  };
}
