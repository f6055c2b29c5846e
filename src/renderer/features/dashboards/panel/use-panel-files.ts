import type { RefObject } from 'react';
import { problemOf } from '../../../lib/problem.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { elementPicture } from '../../../ui/picture/index.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { panelFileName } from './data/panel-file-name.ts';

/** Saves what a panel shows, as a picture and as its values. */
export interface PanelFiles {
  readonly savePicture: () => void;
  /** Null where it has no values of its own. */
  readonly saveValues: (() => void) | null;
}

export function usePanelFiles(
  root: RefObject<HTMLElement | null>,
  title: string,
  csv: (() => string) | null,
): PanelFiles {
  return {
    savePicture: () => {
      void told('The picture', async () => {
        if (root.current === null) return false;
        const canvas = await elementPicture(root.current);
        const contents = canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
        return saveFile({
          suggestedName: panelFileName(title, 'png', new Date()),
          contents,
          encoding: 'base64',
        });
      });
    },
    saveValues:
      csv === null
        ? null
        : () => {
            void told('The values', () =>
              saveFile({
                suggestedName: panelFileName(title, 'csv', new Date()),
                contents: csv(),
              }),
            );
          },
  };
}

/** Never rejects: what failed is said. */
async function told(what: string, save: () => Promise<boolean>): Promise<void> {
  try {
    if (await save()) showToast({ tone: 'ok', title: `${what} of the panel was saved` });
  } catch (error) {
    showToast({
      tone: 'error',
      title: `${what} of the panel could not be saved`,
      text: problemOf(error).message,
    });
  }
}
