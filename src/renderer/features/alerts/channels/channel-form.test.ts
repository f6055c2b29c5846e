import { describe, expect, it } from 'vitest';
import { NEW_CHANNEL, readChannelForm } from './channel-form.ts';

describe('the form of a channel', () => {
  it('is read as a channel', () => {
    expect(
      readChannelForm({
        ...NEW_CHANNEL,
        kind: 'webhook',
        name: 'ops',
        url: 'http://127.0.0.1:9/x',
        matchers: 'severity=~page|critical',
        groupBy: 'alertname, model',
      }).channel,
    ).toEqual({
      kind: 'webhook',
      name: 'ops',
      url: 'http://127.0.0.1:9/x',
      enabled: true,
      matchers: [{ name: 'severity', operator: '=~', value: 'page|critical' }],
      groupBy: ['alertname', 'model'],
      groupWaitMs: 10_000,
      groupIntervalMs: 300_000,
      repeatIntervalMs: 14_400_000,
      sendResolved: true,
    });
    expect(readChannelForm({ ...NEW_CHANNEL, name: 'desk' }).channel).toMatchObject({ kind: 'desktop' });
  });

  it('says what is wrong, by field', () => {
    const { channel, errors } = readChannelForm({
      ...NEW_CHANNEL,
      kind: 'alertmanager',
      url: 'file:///x',
      groupWait: 'soon',
      matchers: 'x',
      groupBy: '1',
    });
    expect(channel).toBeNull();
    expect(Object.keys(errors).sort()).toEqual(['groupBy', 'groupWait', 'matchers', 'name', 'url']);
  });
});
