import { useEffect, useRef } from 'react';

type Exporter = () => void;

/** What "Export" in the desktop's menu does: the page in front says. The last one mounted counts. */
let exporters: readonly Exporter[] = [];

/** While the component is mounted, the menu's Export calls `exporter`. */
export function useExporter(exporter: Exporter): void {
  const latest = useRef(exporter);
  useEffect(() => {
    latest.current = exporter;
  });
  useEffect(() => {
    const entry = () => latest.current();
    exporters = [...exporters, entry];
    return () => {
      exporters = exporters.filter((other) => other !== entry);
    };
  }, []);
}

/** False when nothing on screen can be exported. */
export function requestExport(): boolean {
  const exporter = exporters.at(-1);
  exporter?.();
  return exporter !== undefined;
}
