/**
 * The content security policy of the console's pages. It starts from nothing and opens what the console uses; the
 * only network it may reach is the engine's door.
 *
 * @param engineUrl the base of the console door, for example `http://127.0.0.1:40123`; null while there is no engine
 */
export function contentSecurityPolicy(engineUrl: string | null): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    // Charts and popovers set style attributes.
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': engineUrl === null ? "'none'" : engineSources(engineUrl),
    'worker-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

function engineSources(engineUrl: string): string {
  const { host, protocol } = new URL(engineUrl);
  if (protocol !== 'http:') throw new Error(`The engine's door is not at an http address: ${engineUrl}`);
  return `ws://${host} http://${host}`;
}
