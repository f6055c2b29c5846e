import '../lib/without-eval.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyAppearance } from '../lib/appearance-store.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { readEmbeddedTrace } from './embedded-trace.ts';
import { SharedTrace } from './shared-trace.tsx';
import styles from './shared-trace.module.css';

/* The viewer inside of an exported HTML file: no engine, no network, nothing but what the file holds. */

applyAppearance();

const element = document.getElementById('root');
if (element === null) throw new Error('The page has no element #root');
const root = createRoot(element);

readEmbeddedTrace().then(
  (trace) =>
    root.render(
      <StrictMode>
        <TooltipProvider delayDuration={350} skipDelayDuration={200}>
          <SharedTrace trace={trace} />
        </TooltipProvider>
      </StrictMode>,
    ),
  () =>
    root.render(
      <div className={styles.failed} role="alert">
        <h1>This file does not hold a whole trace</h1>
        <p>It was cut or changed on its way. Export the trace again, or open it in a current browser.</p>
      </div>,
    ),
);
