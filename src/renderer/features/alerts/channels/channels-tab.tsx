import { Megaphone, Pencil, Plus, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Channel } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import styles from '../alerts-page.module.css';
import { useAlertChanges, useChannels } from '../use-alerts.ts';
import { ChannelDialog } from './channel-dialog.tsx';

const KIND_WORDS = { desktop: 'Desktop', webhook: 'Webhook', alertmanager: 'Alertmanager' } as const;

type Open =
  | { readonly kind: 'edit'; readonly channel: Channel | null }
  | { readonly kind: 'remove'; readonly channel: Channel };

/** Who is told, and what is still on its way. */
export function ChannelsTab() {
  const channels = useChannels();
  const { removeChannel } = useAlertChanges();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const columns = useColumns(setOpen);
  return (
    <div className={styles.stack}>
      <Card
        title="Notification channels"
        description="figures since the engine started"
        flush
        actions={
          <Button
            size="small"
            variant="primary"
            icon={<Plus aria-hidden />}
            onClick={() => setOpen({ kind: 'edit', channel: null })}
          >
            New channel
          </Button>
        }
      >
        {channels.error !== null && channels.data === undefined && (
          <div className={styles.inset}>
            <InlineError
              title="The channels could not be loaded"
              error={channels.error}
              onRetry={() => void channels.refetch()}
            />
          </div>
        )}
        {channels.isPending && (
          <div className={styles.inset}>
            <Skeleton height={60} />
          </div>
        )}
        {channels.data?.length === 0 && (
          <EmptyState icon={<Megaphone aria-hidden />} title="Nobody is told yet">
            Alerts are shown here whatever happens. A channel also tells the desktop, a webhook or an
            Alertmanager.
          </EmptyState>
        )}
        {channels.data !== undefined && channels.data.length > 0 && (
          <Table
            label="Notification channels"
            columns={columns}
            rows={channels.data}
            rowKey={({ id }) => id}
          />
        )}
      </Card>
      {open?.kind === 'edit' && <ChannelDialog channel={open.channel} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={`Remove ${displayText(open.channel.name, 80)}?`}
          description="It is told of nothing more; what waits for it is forgotten."
          confirm="Remove channel"
          busy={removeChannel.isPending}
          error={removeChannel.error}
          onConfirm={() => removeChannel.mutate({ id: open.channel.id }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </div>
  );
}

function useColumns(onOpen: (open: Open) => void): readonly TableColumn<Channel>[] {
  const now = useNow(5_000);
  const { testChannel } = useAlertChanges();
  const test = ({ id, name }: Channel) =>
    testChannel.mutate(
      { id },
      {
        onSuccess: ({ ok, message, milliseconds }) =>
          showToast({
            tone: ok ? 'ok' : 'error',
            title: ok ? `${name} took it` : `${name} did not take it`,
            text: ok ? `in ${milliseconds} ms` : message,
          }),
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not tested', text: problemText(error) ?? undefined }),
      },
    );
  return [
    {
      id: 'name',
      header: 'Channel',
      width: '20%',
      wrap: true,
      cell: ({ name, kind, enabled }) => (
        <span className={styles.actions}>
          <strong>{displayText(name, 80)}</strong>
          <Badge>{KIND_WORDS[kind]}</Badge>
          {!enabled && <Badge tone="warning">not in use</Badge>}
        </span>
      ),
    },
    {
      id: 'url',
      header: 'Address',
      wrap: true,
      cell: ({ url }) => <span className={styles.mono}>{url === null ? '' : displayText(url, 200)}</span>,
    },
    {
      id: 'sent',
      header: 'Sent',
      align: 'end',
      width: '90px',
      cell: ({ figures: { sent, lastSentAt } }) => (
        <span
          className={styles.number}
          title={lastSentAt === null ? undefined : `last ${formatAbsolute(lastSentAt)}`}
        >
          {formatCount(sent)}
        </span>
      ),
    },
    {
      id: 'waiting',
      header: 'Waiting',
      align: 'end',
      width: '110px',
      cell: ({ figures: { waiting, nextTryAt } }) => (
        <span className={styles.number}>
          {formatCount(waiting)}
          {waiting > 0 && nextTryAt !== null && ` · ${formatRelative(nextTryAt, now)}`}
        </span>
      ),
    },
    {
      id: 'error',
      header: 'Last failure',
      wrap: true,
      width: '24%',
      cell: ({ figures: { lastError, dropped } }) => (
        <>
          {lastError === null ? <span className={styles.muted}>none</span> : displayText(lastError, 200)}
          {dropped > 0 && ` (${formatCount(dropped)} given up)`}
        </>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      width: '110px',
      cell: (channel) => (
        <span className={styles.actions}>
          <IconButton
            size="small"
            label={`Test ${channel.name}`}
            icon={<Send aria-hidden />}
            onClick={() => test(channel)}
          />
          <IconButton
            size="small"
            label={`Edit ${channel.name}`}
            icon={<Pencil aria-hidden />}
            onClick={() => onOpen({ kind: 'edit', channel })}
          />
          <IconButton
            size="small"
            label={`Remove ${channel.name}`}
            icon={<Trash2 aria-hidden />}
            onClick={() => onOpen({ kind: 'remove', channel })}
          />
        </span>
      ),
    },
  ];
}
