import type { PolicyAction, PolicyActionType } from '../../../shared/policy/index.ts';

/** Every action by name, in the order in which they are offered. */
export const ACTION_NAMES: Readonly<Record<PolicyActionType, string>> = {
  block: 'Block',
  allow: 'Allow',
  flag: 'Flag',
  warn: 'Warn the caller',
  redact: 'Redact',
  cap_tokens: 'Cap the answer',
  choose_model: 'Choose a model',
  forbid_models: 'Forbid models',
  set_parameter: 'Set a parameter',
  limit: 'Limit',
  require_guard: 'Require a guard',
  review: 'Pick for review',
  tag: 'Tag',
  check_json: 'Check JSON',
};

/** What an action does, in a few words: "cap at 1,000 tokens". */
export function actionText(action: PolicyAction): string {
  switch (action.type) {
    case 'allow':
      return 'allow';
    case 'block':
      return `block: ${action.message}`;
    case 'flag':
      return `flag ${action.label}`;
    case 'warn':
      return `warn: ${action.message}`;
    case 'redact':
      return action.kinds.length === 0 ? 'redact' : `redact ${action.kinds.join(', ')}`;
    case 'set_parameter':
      return action.value === null ? `drop ${action.parameter}` : `${action.parameter} = ${action.value}`;
    case 'cap_tokens':
      return `cap at ${action.tokens.toLocaleString('en-US')} tokens`;
    case 'choose_model':
      return `answer with ${action.model}`;
    case 'forbid_models':
      return `forbid ${action.models.join(', ')}`;
    case 'require_guard':
      return `require guard ${action.guard}`;
    case 'limit':
      return `limit to ${action.requests} / ${action.period}${action.per === 'all' ? '' : ` per ${action.per}`}`;
    case 'review':
      return `review ${action.percent} %`;
    case 'tag':
      return `tag ${action.key}: ${action.value}`;
    case 'check_json':
      return action.repair ? 'check JSON, mend once' : 'check JSON';
  }
}

/** An action of a type, as it is when it was just added. */
export function newAction(type: PolicyActionType): PolicyAction {
  switch (type) {
    case 'allow':
      return { type };
    case 'block':
      return { type, code: 'policy_blocked', message: 'This call is not allowed.' };
    case 'flag':
      return { type, label: 'seen' };
    case 'warn':
      return { type, message: 'A rule applies to this call.' };
    case 'redact':
      return { type, kinds: [] };
    case 'set_parameter':
      return { type, parameter: 'temperature', value: 0 };
    case 'cap_tokens':
      return { type, tokens: 1_000 };
    case 'choose_model':
      return { type, model: 'gpt-4o-mini' };
    case 'forbid_models':
      return { type, models: ['gpt-4*'] };
    case 'require_guard':
      return { type, guard: 'pii' };
    case 'limit':
      return { type, requests: 60, period: 'minute', per: 'user' };
    case 'review':
      return { type, percent: 10 };
    case 'tag':
      return { type, key: 'team', value: 'support' };
    case 'check_json':
      return { type, schema: null, repair: true };
  }
}
