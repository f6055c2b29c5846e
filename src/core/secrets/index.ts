export { redactSecrets, registerSecret } from './redact-secrets.ts';
export { openSecretBox } from './open-secret-box.ts';
export type { SecretBox, SecretContext } from './secret-box.ts';
