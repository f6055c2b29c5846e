import { useEffect, useState } from 'react';
import { ErrorState } from '../../../ui/error-state.tsx';
import { JsonViewer } from '../../../ui/json-viewer/index.ts';
import { Progress } from '../../../ui/progress.tsx';
import { useSpanSource } from './span-source.ts';
import styles from './raw-json.module.css';

type Loading =
  | { readonly state: 'loading'; readonly share: number }
  | { readonly state: 'loaded'; readonly text: string }
  | { readonly state: 'failed'; readonly error: Error };

/** All that is stored of a span, as JSON; it is asked for when it is opened. */
export function RawJson({ traceId, spanId }: { traceId: string; spanId: string }) {
  const { loadJson } = useSpanSource();
  const [loading, setLoading] = useState<Loading>({ state: 'loading', share: 0 });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const onShare = (share: number) => setLoading({ state: 'loading', share });
    loadJson(traceId, spanId, { signal: stop.signal, onShare }).then(
      (text) => setLoading({ state: 'loaded', text }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setLoading({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
      },
    );
    return () => stop.abort();
  }, [loadJson, traceId, spanId, tries]);
  if (loading.state === 'loaded') {
    return (
      <div className={styles.frame}>
        <JsonViewer text={loading.text} label="JSON of the span" />
      </div>
    );
  }
  if (loading.state === 'failed') {
    return (
      <ErrorState
        title="The JSON could not be loaded"
        error={loading.error}
        onRetry={() => setTries(tries + 1)}
      />
    );
  }
  return (
    <div className={styles.loading} role="status">
      Loading
      <Progress label="Loading the JSON" value={loading.share} max={1} />
    </div>
  );
}
