import { useCallback } from 'react';
import type { ExportFileFormat } from '../../../../shared/trace-export.ts';
import { useExporter } from '../../../lib/export-request.ts';
import { problemText } from '../../../lib/problem.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import { useStartExport } from '../../../lib/use-exports.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { NOTHING_SELECTED, toTraceSelection, type Selection } from './selection.ts';
import { toTraceFilter, type TraceSearch } from './trace-search.ts';

/** Exports what is marked, or all that match. The desktop's menu exports what is marked, or else all, as JSON lines. */
export function useTracesExport(search: TraceSearch, range: TimeRange, selection: Selection) {
  const { mutate, isPending } = useStartExport((error) =>
    showToast({
      tone: 'error',
      title: 'The traces could not be exported',
      text: problemText(error) ?? undefined,
    }),
  );
  const start = useCallback(
    (format: ExportFileFormat, what: Selection) => {
      const filter = toTraceFilter(search, boundsOf(range, Date.now()));
      mutate({ format, selection: toTraceSelection(what, filter) });
    },
    [mutate, search, range],
  );
  useExporter(() => start('jsonl', selection));
  return {
    isPending,
    exportAll: (format: ExportFileFormat) => start(format, NOTHING_SELECTED),
    exportSelected: (format: ExportFileFormat) => start(format, selection),
  };
}
