import { Button } from '../ui/button.tsx';
import { CodeSnippet } from '../ui/code-snippet.tsx';
import { useEffect } from 'react';
import { useDocumentTitle } from '../lib/use-document-title.ts';
import { rememberWantedPage } from '../lib/wanted-page.ts';
import { FullPage } from './full-page.tsx';
import styles from './unauthorised-page.module.css';

export function UnauthorisedPage() {
  useDocumentTitle('Sign in');
  useEffect(() => rememberWantedPage(), []);
  return (
    <FullPage title="This browser is not signed in">
      <p>
        A session lasts as long as the engine runs, and each login link works once. Start the engine again
        where it runs; it prints a new link. Open that link in this browser; it leads to this page.
      </p>
      <CodeSnippet code="npm start" what="command" />
      <p>Headless engines are started with:</p>
      <CodeSnippet code="npm run serve" what="command for a headless engine" />
      <div className={styles.actions}>
        <Button variant="primary" onClick={() => window.location.reload()}>
          Try again
        </Button>
      </div>
    </FullPage>
  );
}
