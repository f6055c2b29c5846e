import { ChevronDown, Code, Play, Send, Square } from 'lucide-react';
import { useState } from 'react';
import type { DeploymentInfo } from '../../../shared/deployment.ts';
import { useWorkload } from '../../lib/use-workload.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { SnippetTabs } from './snippet-tabs.tsx';

/** How to send more traffic, once there is some. */
export function TrafficMenu({ info }: { readonly info: DeploymentInfo | null }) {
  const { state, start, cancel } = useWorkload();
  const [showsSnippets, setShowsSnippets] = useState(false);
  const isRunning = state?.state === 'running';
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon={<Send aria-hidden />}>
            Send traffic
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {isRunning ? (
          <MenuItem icon={<Square />} onSelect={cancel}>
            Cancel the sample workload ({state.completed}/{state.total})
          </MenuItem>
        ) : (
          <MenuItem icon={<Play />} disabled={state === null} onSelect={start}>
            Run sample workload
          </MenuItem>
        )}
        <MenuItem icon={<Code />} onSelect={() => setShowsSnippets(true)}>
          Examples of a call
        </MenuItem>
      </Menu>
      <Dialog
        open={showsSnippets}
        onClose={() => setShowsSnippets(false)}
        title="Send a call"
        description="Through the gateway, or from an instrumented application over OTLP."
        width="wide"
      >
        <SnippetTabs info={info} />
      </Dialog>
    </>
  );
}
