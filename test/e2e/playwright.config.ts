import { existsSync } from 'node:fs';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { CHROMIUMS } from '../../scripts/setup/paths.mjs';

const isRoot = process.getuid?.() === 0;

const chromium: NonNullable<PlaywrightTestConfig['use']> = {
  browserName: 'chromium',
  viewport: { width: 1440, height: 900 },
  // What moves is drawn by the processor here, and nothing waits for it to come to rest.
  contextOptions: { reducedMotion: 'reduce' },
  launchOptions: {
    executablePath:
      process.env.SIGNALBOX_CHROMIUM ?? CHROMIUMS.find((path) => existsSync(path)) ?? 'chromium',
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

export default defineConfig({
  outputDir: '../../test-results',
  globalSetup: './fixtures/display.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Two cores are the smallest machine these run on; a browser and an engine fill one.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
  // Recording each test costs a quarter of the time; SIGNALBOX_E2E_TRACE=1 does it to look into one that fails.
  use: {
    trace: process.env.SIGNALBOX_E2E_TRACE === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'chromium', testDir: 'console', use: chromium },
    { name: 'electron', testDir: 'electron' },
    // Checks nothing: `npm run screenshots` takes the pictures of the documentation.
    { name: 'screenshots', testDir: 'screenshots', use: chromium },
  ],
});
