import { Dialog } from '../ui/dialog.tsx';
import { KeyboardMap } from '../ui/keyboard-map.tsx';
import { useShellStore } from './shell-store.ts';

export function KeyboardMapDialog() {
  const isOpen = useShellStore((store) => store.open === 'shortcuts');
  const close = useShellStore((store) => store.close);
  return (
    <Dialog open={isOpen} onClose={close} title="Keyboard" width="wide">
      <KeyboardMap />
    </Dialog>
  );
}
