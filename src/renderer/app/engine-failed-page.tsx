import type { EngineFailure } from '../../shared/bridge.ts';
import { bridge } from '../lib/bridge.ts';
import { Button } from '../ui/button.tsx';
import { CodeSnippet } from '../ui/code-snippet.tsx';
import { showToast } from '../ui/toast-store.ts';
import { useDocumentTitle } from '../lib/use-document-title.ts';
import { FullPage } from './full-page.tsx';
import styles from './unauthorised-page.module.css';

export interface EngineFailedPageProps {
  readonly failure: EngineFailure;
  readonly output: readonly string[];
}

/** The desktop gave up starting the engine: why, and what to do. */
export function EngineFailedPage({ failure, output }: EngineFailedPageProps) {
  useDocumentTitle('The engine does not run');
  const restart = () => {
    bridge()
      ?.engine.restart()
      .catch((error: unknown) =>
        showToast({ tone: 'error', title: 'The engine could not be started', text: String(error) }),
      );
  };
  return (
    <FullPage title="The engine does not run">
      <p>{failure.message}</p>
      <p>{failure.action}</p>
      {output.length > 0 && <CodeSnippet code={output.join('\n')} what="the end of the engine's output" />}
      <div className={styles.actions}>
        <Button variant="primary" onClick={restart}>
          Start it again
        </Button>
      </div>
    </FullPage>
  );
}
