import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import { Keys } from '../ui/kbd.tsx';
import styles from './command-palette.module.css';
import { useShellStore } from './shell-store.ts';
import { useCommands, type ConsoleCommand } from './use-commands.ts';

/** Every page and action by name. */
export function CommandPalette() {
  const isOpen = useShellStore((store) => store.open === 'palette');
  const close = useShellStore((store) => store.close);
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => (open ? undefined : close())}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content className={styles.content} aria-describedby={undefined}>
          <Radix.Title className={styles.hidden}>Command palette</Radix.Title>
          <PaletteBody onDone={close} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function PaletteBody({ onDone }: { readonly onDone: () => void }) {
  const [text, setText] = useState('');
  const groups = useCommands(text);
  const run = (command: ConsoleCommand) => {
    onDone();
    command.run();
  };
  return (
    <Command label="Command palette" loop>
      <div className={styles.input}>
        <Search aria-hidden />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Go to a page, run an action, paste a trace id"
        />
      </div>
      <Command.List className={styles.list} label="Commands">
        <Command.Empty className={styles.empty}>Nothing is called that.</Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group.title} heading={group.title} className={styles.group}>
            {group.commands.map((command) => (
              <Command.Item
                key={command.label}
                value={command.label}
                {...(command.keywords === undefined ? {} : { keywords: [...command.keywords] })}
                onSelect={() => run(command)}
                className={styles.item}
              >
                <command.icon aria-hidden />
                {command.label}
                {command.keys !== undefined && (
                  <span className={styles.keys}>
                    <Keys keys={command.keys} />
                  </span>
                )}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
