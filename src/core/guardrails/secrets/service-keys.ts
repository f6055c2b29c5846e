import type { SecretKind } from '../../../shared/guard/index.ts';
import { looksRandom, standsForSecret } from './entropy.ts';

interface KeyShape {
  readonly kind: SecretKind;
  /** All that begins so is looked at, nothing else. */
  readonly prefix: string;
  /** What follows the prefix, and what must not follow the key. */
  readonly rest: RegExp;
  /** Shapes that a long name could have too must look random besides. */
  readonly isRandom: boolean;
}

const URL_SAFE = String.raw`[A-Za-z0-9_-]`;
const WORD = String.raw`[A-Za-z0-9_]`;

/** `rest` is written without its borders: a key ends where the characters of keys end. */
function shape(kind: SecretKind, prefixes: string, rest: string, isRandom = false): KeyShape[] {
  return prefixes
    .split(' ')
    .map((prefix) => ({ kind, prefix, rest: new RegExp(`${rest}(?![A-Za-z0-9_])`, 'y'), isRandom }));
}

/** Keys of services by their documented prefix and shape. More than 4,000 characters is no key. */
const SHAPES: readonly KeyShape[] = [
  shape('anthropic_key', 'sk-ant-', `${URL_SAFE}{32,200}`),
  shape('openai_key', 'sk-proj- sk-svcacct- sk-admin- sk-None-', `${URL_SAFE}{32,300}`),
  shape('openai_key', 'sk-', `[A-Za-z0-9]{32,64}`, true),
  shape('openrouter_key', 'sk-or-v1-', `[0-9a-f]{64}`),
  shape('aws_access_key', 'AKIA ASIA', `[A-Z2-7]{16}`),
  shape('google_key', 'AIza', `${URL_SAFE}{35}`),
  shape('google_token', 'ya29.', `${URL_SAFE}{20,1024}`),
  shape('google_secret', 'GOCSPX-', `${URL_SAFE}{28}`),
  shape('github_token', 'ghp_ gho_ ghu_ ghs_ ghr_', `[A-Za-z0-9]{36,255}`),
  shape('github_token', 'github_pat_', `${WORD}{40,255}`),
  shape('gitlab_token', 'glpat- gldt- glrt- glcbt- glptt-', `[A-Za-z0-9_.-]{20,64}`),
  shape('slack_token', 'xoxb- xoxp- xoxa- xoxr- xoxs- xoxe-', `[A-Za-z0-9-]{20,255}`),
  shape('slack_token', 'xapp-', `\\d-[A-Za-z0-9-]{20,255}`),
  shape('stripe_key', 'sk_live_ sk_test_ rk_live_ rk_test_', `[A-Za-z0-9]{16,247}`),
  shape('stripe_key', 'whsec_', `[A-Za-z0-9+/]{24,64}`),
  shape('huggingface_token', 'hf_', `[A-Za-z0-9]{30,48}`),
  shape('npm_token', 'npm_', `[A-Za-z0-9]{36}`),
  shape('pypi_token', 'pypi-AgE', `${URL_SAFE}{50,1024}`),
  shape('sendgrid_key', 'SG.', `${URL_SAFE}{16,32}\\.${URL_SAFE}{32,64}`),
  shape('mailgun_key', 'key-', `[0-9a-f]{32}`),
  shape('digitalocean_token', 'dop_v1_ doo_v1_ dor_v1_', `[0-9a-f]{64}`),
  shape('shopify_token', 'shpat_ shpss_ shppa_ shpca_', `[0-9a-fA-F]{32}`),
  shape('square_token', 'sq0atp- sq0csp-', `${URL_SAFE}{22,60}`),
  shape('grafana_token', 'glsa_ glc_', `[A-Za-z0-9_=+/]{32,400}`),
  shape('newrelic_key', 'NRAK-', `[A-Z0-9]{27}`),
  shape('replicate_token', 'r8_', `[A-Za-z0-9]{37}`),
  shape('groq_key', 'gsk_', `[A-Za-z0-9]{48,60}`),
  shape('xai_key', 'xai-', `[A-Za-z0-9]{60,90}`),
  shape('perplexity_key', 'pplx-', `[A-Za-z0-9]{40,60}`),
  shape('nvidia_key', 'nvapi-', `${URL_SAFE}{50,80}`),
  shape('docker_token', 'dckr_pat_ dckr_oat_', `${URL_SAFE}{24,40}`),
  shape('atlassian_token', 'ATATT3 ATCTT3', `[A-Za-z0-9_=-]{50,250}`),
  shape('linear_key', 'lin_api_', `[A-Za-z0-9]{40}`),
  shape('notion_token', 'ntn_ secret_', `[A-Za-z0-9]{40,50}`, true),
  shape('figma_token', 'figd_', `${URL_SAFE}{36,60}`),
  shape('postman_key', 'PMAK-', `[0-9a-f]{24}-[0-9a-f]{34}`),
  shape('rubygems_key', 'rubygems_', `[0-9a-f]{48}`),
  shape('sentry_token', 'sntrys_ sntryu_', `[A-Za-z0-9_=+/]{40,400}`),
  shape('vault_token', 'hvs. hvb.', `${URL_SAFE}{24,300}`, true),
  shape('doppler_token', 'dp.pt. dp.st. dp.ct.', `[A-Za-z0-9.]{40,80}`),
  shape('planetscale_token', 'pscale_pw_ pscale_tkn_ pscale_oauth_', `[A-Za-z0-9_.=-]{32,64}`),
  shape('artifactory_key', 'AKCp', `[A-Za-z0-9]{60,80}`),
  shape('supabase_key', 'sbp_ sb_secret_', `${WORD}{30,80}`, true),
  shape('pulumi_token', 'pul-', `[0-9a-f]{40}`),
  shape('contentful_token', 'CFPAT-', `${URL_SAFE}{40,60}`),
  shape('nuget_key', 'oy2', `[a-z0-9]{43}`),
  shape('onepassword_token', 'ops_eyJ', `[A-Za-z0-9_=+/-]{100,2000}`),
  shape('alibaba_key', 'LTAI', `[A-Za-z0-9]{16,24}`, true),
  shape('age_key', 'AGE-SECRET-KEY-1', `[A-Z0-9]{58}`),
  shape('tailscale_key', 'tskey-auth- tskey-api- tskey-client-', `[A-Za-z0-9-]{20,80}`),
  shape('databricks_token', 'dapi', `[0-9a-f]{32}`),
  shape('signalbox_key', 'sb-', `${URL_SAFE}{32,80}`, true),
  shape('jwt', 'eyJ', `${URL_SAFE}{8,8000}\\.eyJ${URL_SAFE}{8,8000}\\.${URL_SAFE}{0,300}`),
].flat();

const KINDS_OF_FIRST_TWO = 128 * 128;
/** By the first two characters, because most words begin as no key does. */
const byFirstTwo: (readonly KeyShape[] | undefined)[] = new Array<undefined>(KINDS_OF_FIRST_TWO);
for (const each of SHAPES) {
  const key = each.prefix.charCodeAt(0) * 128 + each.prefix.charCodeAt(1);
  byFirstTwo[key] = [...(byFirstTwo[key] ?? []), each];
}

/** The key of a service that begins here. */
export function serviceKeyAt(text: string, start: number): { kind: string; end: number } | null {
  const first = text.charCodeAt(start);
  const second = text.charCodeAt(start + 1);
  if (!(first < 128 && second < 128)) return null;
  const shapes = byFirstTwo[first * 128 + second];
  if (shapes === undefined) return null;
  for (const { kind, prefix, rest, isRandom } of shapes) {
    if (!text.startsWith(prefix, start)) continue;
    const from = start + prefix.length;
    rest.lastIndex = from;
    const found = rest.exec(text)?.[0];
    if (found === undefined || standsForSecret(found.slice(0, 64)) || found.endsWith('EXAMPLE')) continue;
    if (isRandom && !looksRandom(found, 3)) continue;
    return { kind, end: from + found.length };
  }
  return null;
}
