import { useMutation } from '@tanstack/react-query';
import { Download, Link2 } from 'lucide-react';
import { copyText } from '../../../lib/copy-text.ts';
import { useTRPCClient } from '../../../lib/engine-client.ts';
import { useExporter } from '../../../lib/export-request.ts';
import { problemOf } from '../../../lib/problem.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { CompareWith } from '../compare/compare-with.tsx';

type Format = 'json' | 'otlp' | 'html';

export function TraceActions({ traceId }: { traceId: string }) {
  const client = useTRPCClient();
  const exporting = useMutation({
    mutationFn: async (format: Format) => {
      const file = await client.traces.export.query({ traceId, format });
      const saved = await saveFile({ suggestedName: file.fileName, contents: file.contents });
      return saved ? file.fileName : null;
    },
    onSuccess: (fileName) => {
      if (fileName !== null) showToast({ tone: 'ok', title: 'Trace exported', text: fileName });
    },
    onError: (error) => {
      const { message, action } = problemOf(error);
      showToast({ tone: 'error', title: 'The trace could not be exported', text: `${message} ${action}` });
    },
  });
  useExporter(() => exporting.mutate('otlp'));
  const copyLink = () =>
    void copyText(window.location.href).then((done) =>
      showToast(
        done
          ? { tone: 'ok', title: 'Link copied' }
          : { tone: 'error', title: 'The link could not be copied' },
      ),
    );
  return (
    <>
      <IconButton label="Copy link" icon={<Link2 aria-hidden />} onClick={copyLink} />
      <CopyButton what="trace id" text={traceId} />
      <CompareWith traceId={traceId} />
      <Menu
        align="end"
        trigger={
          <Button icon={<Download aria-hidden />} busy={exporting.isPending}>
            Export
          </Button>
        }
      >
        <MenuItem onSelect={() => exporting.mutate('html')}>HTML page, opens anywhere</MenuItem>
        <MenuItem onSelect={() => exporting.mutate('json')}>JSON, as Signalbox shows it</MenuItem>
        <MenuItem onSelect={() => exporting.mutate('otlp')}>OTLP JSON, for any collector</MenuItem>
      </Menu>
    </>
  );
}
