import { useState } from 'react';
import type { Channel } from '../../../../shared/alert/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { ChoiceCards } from '../../../ui/choice-cards.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from '../alerts-page.module.css';
import { useAlertChanges } from '../use-alerts.ts';
import { channelToForm, NEW_CHANNEL, readChannelForm, type ChannelForm } from './channel-form.ts';

const KINDS = [
  { value: 'desktop', title: 'Desktop', text: 'Notifications of the consoles that are open.' },
  { value: 'webhook', title: 'Webhook', text: 'JSON in the webhook format of Alertmanager.' },
  {
    value: 'alertmanager',
    title: 'Alertmanager',
    text: 'Its API, as Prometheus uses it; it groups and routes.',
  },
] as const;

export interface ChannelDialogProps {
  /** Null: a new one. */
  readonly channel: Channel | null;
  readonly onClose: () => void;
}

export function ChannelDialog({ channel, onClose }: ChannelDialogProps) {
  const [form, setForm] = useState<ChannelForm>(channel === null ? NEW_CHANNEL : channelToForm(channel));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { addChannel, changeChannel } = useAlertChanges();
  const read = readChannelForm(form);
  const errors = wasSubmitted ? read.errors : {};
  const change = (part: Partial<ChannelForm>) => setForm({ ...form, ...part });
  const text = (field: Exclude<keyof ChannelForm, 'kind' | 'sendResolved' | 'enabled'>) => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }),
  });
  const submit = () => {
    setWasSubmitted(true);
    if (read.channel === null) return;
    if (read.channel.kind === 'desktop') askForNotifications();
    if (channel === null) addChannel.mutate(read.channel, { onSuccess: onClose });
    else changeChannel.mutate({ id: channel.id, channel: read.channel }, { onSuccess: onClose });
  };
  const isRemote = form.kind !== 'desktop';
  return (
    <FormDialog
      title={channel === null ? 'New channel' : `Edit ${channel.name}`}
      width="wide"
      description="Who is told of alerts. What cannot be delivered waits and is tried again, also after a restart."
      submit="Save channel"
      busy={addChannel.isPending || changeChannel.isPending}
      error={problemText(addChannel.error ?? changeChannel.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      {channel === null && (
        <ChoiceCards label="Kind" value={form.kind} cards={KINDS} onChange={(kind) => change({ kind })} />
      )}
      <TextField label="Name" autoFocus {...text('name')} />
      {isRemote && (
        <div className={styles.row}>
          <TextField
            label="Address"
            type="url"
            {...text('url')}
            hint="Asked from the engine's machine, as it stands here; redirects are not followed."
            placeholder={form.kind === 'webhook' ? 'https://example.com/hook' : 'http://127.0.0.1:9093'}
          />
          <TextField
            label="Bearer token"
            type="password"
            {...text('token')}
            hint={
              channel?.hasToken === true
                ? 'One is kept; empty leaves it.'
                : 'Empty: none. Sealed where it is kept.'
            }
          />
        </div>
      )}
      <TextArea
        label="Only alerts with"
        monospace
        rows={2}
        placeholder="severity=~page|critical"
        hint="Matchers, one a line; empty: every alert."
        {...text('matchers')}
      />
      {form.kind !== 'alertmanager' && (
        <div className={styles.row}>
          <TextField label="Grouped by" monospace {...text('groupBy')} />
          <TextField label="First after" {...text('groupWait')} />
          <TextField label="Changes after" {...text('groupInterval')} />
          <TextField label="Again after" {...text('repeatInterval')} />
        </div>
      )}
      {form.kind !== 'alertmanager' && (
        <div className={styles.switch}>
          <Switch
            label="Tell when it is over"
            checked={form.sendResolved}
            onChange={(sendResolved) => change({ sendResolved })}
          />
          Tell when it is over
        </div>
      )}
      <div className={styles.switch}>
        <Switch label="In use" checked={form.enabled} onChange={(enabled) => change({ enabled })} />
        In use
      </div>
    </FormDialog>
  );
}

/** Browsers ask the person, and only after a click. */
function askForNotifications(): void {
  if (typeof Notification !== 'undefined' && Notification.permission === 'default')
    void Notification.requestPermission();
}
