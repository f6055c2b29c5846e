import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../shared/errors.ts';
import { loadConfig, type ConfigSources } from './config.ts';
import { userConfigDirectory, userDataDirectory } from './user-directories.ts';

function load(sources: Partial<ConfigSources> & { file?: string } = {}) {
  const { file, ...rest } = sources;
  return loadConfig({
    argv: [],
    env: { XDG_DATA_HOME: '/home/ada/data' },
    readFile: () => file ?? '',
    ...rest,
  });
}

/** The setting and the source that loading names in its error. */
function failure(run: () => unknown): { code: string; setting: unknown; source: unknown } {
  try {
    run();
  } catch (error) {
    if (error instanceof SignalboxError) {
      return { code: error.code, setting: error.details.setting, source: error.details.source };
    }
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('settings', () => {
  it('have defaults', () => {
    const config = load();
    expect(config).toMatchObject({
      host: '127.0.0.1',
      retentionDays: 30,
      retentionBytes: 10_737_418_240,
      ingestQueueBytes: 134_217_728,
      otlpBodyBytes: 67_108_864,
      gatewayBodyBytes: 33_554_432,
      recordContent: true,
      otlpOrigins: [],
      logLevel: 'info',
      json: false,
    });
    expect(config.ports).toEqual({
      console: { port: 4000, fallback: true },
      gateway: { port: 4100, fallback: true },
      otlp: { port: 4318, fallback: true },
    });
  });

  it('take a flag before a variable before the file before the default', () => {
    const env = { SIGNALBOX_GATEWAY_PORT: '5002', SIGNALBOX_OTLP_PORT: '5003' };
    const file = 'port: 5001\ngatewayPort: 6001\notlpPort: 6001\n';
    const { ports } = load({ argv: ['--config', 'f.yaml', '--otlp-port=5004'], env, file });
    expect(ports.console.port).toBe(5001);
    expect(ports.gateway.port).toBe(5002);
    expect(ports.otlp.port).toBe(5004);
  });

  it('never replace a port that was set', () => {
    const { ports } = load({ argv: ['--gateway-port', '4100'] });
    expect(ports.gateway).toEqual({ port: 4100, fallback: false });
    expect(ports.otlp.fallback).toBe(true);
    expect(load({ argv: ['--no-port-fallback'] }).ports.otlp.fallback).toBe(false);
  });

  it('understand sizes, switches and lists as text and as values of the file', () => {
    const env = { SIGNALBOX_RETENTION_SIZE: '2 GiB', SIGNALBOX_RECORD_CONTENT: 'off' };
    const argv = ['--otlp-origins', 'https://a.example, app://signalbox', '--config', 'f'];
    const config = load({
      argv,
      env,
      file: '{"gatewayOrigins": ["http://localhost:5173"], "otlpBodyBytes": 2048}',
    });
    expect(config).toMatchObject({
      retentionBytes: 2_147_483_648,
      recordContent: false,
      otlpOrigins: ['https://a.example', 'app://signalbox'],
      gatewayOrigins: ['http://localhost:5173'],
      otlpBodyBytes: 2048,
    });
  });

  it('read the file that a variable names, and take defaults of the caller', () => {
    const env = { SIGNALBOX_CONFIG: '/etc/signalbox.json' };
    const readFile = (path: string) =>
      JSON.stringify({ logLevel: path.endsWith('.json') ? 'debug' : 'error' });
    const config = loadConfig({ argv: [], env, readFile, defaults: { port: 0, createKeyFile: true } });
    expect(config).toMatchObject({ logLevel: 'debug', createKeyFile: true });
    expect(config.ports.console.port).toBe(0);
  });

  it('remove the passphrase from the environment', () => {
    const env: Record<string, string | undefined> = { SIGNALBOX_PASSPHRASE: 'correct horse battery' };
    expect(load({ env }).passphrase).toBe('correct horse battery');
    expect('SIGNALBOX_PASSPHRASE' in env).toBe(false);
  });

  it('count an empty variable as not given', () => {
    expect(load({ env: { SIGNALBOX_PORT: '' } }).ports.console).toEqual({ port: 4000, fallback: true });
  });
});

describe('a setting that is not valid names itself and its source', () => {
  it.each([
    [['--port', 'many'], {}, '', 'port', 'the flag --port'],
    [['--port', '65536'], {}, '', 'port', 'the flag --port'],
    [[], { SIGNALBOX_LOG_LEVEL: 'loud' }, '', 'logLevel', 'SIGNALBOX_LOG_LEVEL'],
    [[], { SIGNALBOX_PASSPHRASE: 'short' }, '', 'passphrase', 'SIGNALBOX_PASSPHRASE'],
    [['--config', 'f'], {}, 'retentionDays: 0', 'retentionDays', 'the file f'],
    [['--config', 'f'], {}, 'otlpBodyBytes: 12 parsecs', 'otlpBodyBytes', 'the file f'],
    [['--config', 'f'], {}, 'colour: red', 'colour', 'the file f'],
    [['--config', 'f'], {}, 'passphrase: correct horse battery', 'passphrase', 'the file f'],
    [['--config', 'f'], {}, '- a\n- b', 'config', 'the file f'],
    [['--config', 'f'], {}, '{ port: ', 'config', 'the file f'],
    [['--otlp-origins', 'https://a.example/path'], {}, '', 'otlpOrigins', '--otlp-origins'],
    [['--otlp-origins', '*'], {}, '', 'otlpOrigins', '--otlp-origins'],
    [['--colour', 'red'], {}, '', '--colour', 'the command line'],
    [['--no-port'], {}, '', '--no-port', 'the command line'],
    [['--port'], {}, '', '--port', 'the command line'],
    [['stray'], {}, '', 'stray', 'the command line'],
    [['--demo=maybe'], {}, '', 'demo', 'the flag --demo'],
  ])('%j %j %j', (argv, env, file, name, source) => {
    const { code, setting, source: where } = failure(() => load({ argv, env, file }));
    expect({ code, setting }).toEqual({ code: 'CONFIG_INVALID', setting: name });
    expect(where).toContain(source);
  });

  it('also when the file cannot be read', () => {
    const readFile = () => {
      throw new Error('ENOENT: no such file');
    };
    expect(failure(() => loadConfig({ argv: ['--config', 'gone'], env: {}, readFile }))).toEqual({
      code: 'CONFIG_INVALID',
      setting: 'config',
      source: 'the file gone',
    });
  });
});

describe('the directories of a user', () => {
  it('follow each system', () => {
    const env = { LOCALAPPDATA: 'C:\\Local', APPDATA: 'C:\\Roaming', XDG_CONFIG_HOME: 'relative' };
    expect(userDataDirectory({ XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/signalbox');
    expect(userDataDirectory({}, 'linux')).toMatch(/\/\.local\/share\/signalbox$/);
    expect(userConfigDirectory(env, 'linux')).toMatch(/\/\.config\/signalbox$/);
    expect(userDataDirectory(env, 'win32')).toBe('C:\\Local\\signalbox');
    expect(userConfigDirectory(env, 'win32')).toBe('C:\\Roaming\\signalbox');
    expect(userDataDirectory({}, 'darwin')).toMatch(/\/Library\/Application Support\/signalbox$/);
  });
});
