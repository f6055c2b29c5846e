import {
  formatDuration,
  newChannelSchema,
  parseDuration,
  type Channel,
  type ChannelKind,
  type NewChannel,
} from '../../../../shared/alert/index.ts';
import { matcherText, readMatchers } from '../silences/silence-form.ts';

export interface ChannelForm {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly url: string;
  readonly token: string;
  readonly matchers: string;
  readonly groupBy: string;
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
  readonly sendResolved: boolean;
  readonly enabled: boolean;
}

export type ChannelFormErrors = Partial<Record<keyof ChannelForm, string>>;

export const NEW_CHANNEL: ChannelForm = {
  kind: 'desktop',
  name: '',
  url: '',
  token: '',
  matchers: '',
  groupBy: 'alertname',
  groupWait: '10s',
  groupInterval: '5m',
  repeatInterval: '4h',
  sendResolved: true,
  enabled: true,
};

export function channelToForm(channel: Channel): ChannelForm {
  return {
    kind: channel.kind,
    name: channel.name,
    url: channel.url ?? '',
    token: '',
    matchers: channel.matchers.map(matcherText).join('\n'),
    groupBy: channel.groupBy.join(', '),
    groupWait: formatDuration(channel.groupWaitMs),
    groupInterval: formatDuration(channel.groupIntervalMs),
    repeatInterval: formatDuration(channel.repeatIntervalMs),
    sendResolved: channel.sendResolved,
    enabled: channel.enabled,
  };
}

const DURATION = 'A duration such as 10s, 5m or 4h.';

/** What was typed as a channel, or what is wrong with it, by field. An empty token leaves the one that is there. */
export function readChannelForm(form: ChannelForm): {
  channel: NewChannel | null;
  errors: ChannelFormErrors;
} {
  const matchers = readMatchers(form.matchers);
  const errors: { -readonly [Field in keyof ChannelForm]?: string } = {};
  if (matchers === null) errors.matchers = 'One a line: name=value, name!=value, name=~regex or name!~regex.';
  const read = newChannelSchema.safeParse({
    kind: form.kind,
    name: form.name,
    enabled: form.enabled,
    matchers: matchers ?? [],
    groupBy: form.groupBy.split(/[\s,]+/).filter((name) => name !== ''),
    groupWaitMs: parseDuration(form.groupWait.trim()) ?? -1,
    groupIntervalMs: parseDuration(form.groupInterval.trim()) ?? -1,
    repeatIntervalMs: parseDuration(form.repeatInterval.trim()) ?? -1,
    sendResolved: form.sendResolved,
    ...(form.kind === 'desktop'
      ? {}
      : { url: form.url.trim(), ...(form.token === '' ? {} : { token: form.token }) }),
  });
  if (read.success) return { channel: errors.matchers === undefined ? read.data : null, errors };
  for (const { path, message } of read.error.issues) {
    if (path[0] === 'groupWaitMs') errors.groupWait = DURATION;
    else if (path[0] === 'groupIntervalMs') errors.groupInterval = DURATION;
    else if (path[0] === 'repeatIntervalMs') errors.repeatInterval = DURATION;
    else if (path[0] === 'groupBy') errors.groupBy = 'Names of labels, with commas between them.';
    else if (path[0] === 'url') errors.url = 'An http or https address without a user name.';
    else if (path[0] === 'token') errors.token = message;
    else errors.name = 'A channel has a name.';
  }
  return { channel: null, errors };
}
