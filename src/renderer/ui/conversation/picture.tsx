import { ImageOff } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { isPictureUrl } from '../../../shared/picture.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatBytes } from '../../lib/format.ts';
import styles from './conversation.module.css';
import { MOST_PIXELS, pictureSize } from './picture-size.ts';

/** A picture that a message holds, small; pressed, as large as the window. Too many pixels are not decoded at all. */
export function Picture({ dataUrl, description }: { dataUrl: string; description: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const size = useMemo(() => (isPictureUrl(dataUrl) ? pictureSize(dataUrl) : null), [dataUrl]);
  if (size === null || size.width * size.height > MOST_PIXELS || size.width * size.height === 0) {
    return (
      <span className={styles.media}>
        <ImageOff size={13} aria-hidden />
        {size === null ? 'not a picture' : `${size.width} × ${size.height} pixels are too many to show`}
        <span className={styles.quiet}>{formatBytes(dataUrl.length)}</span>
      </span>
    );
  }
  const facts = `${displayText(description, 100)}, ${size.width} × ${size.height}`;
  return (
    <figure className={styles.figure}>
      <button type="button" className={styles.thumbnail} onClick={() => dialog.current?.showModal()}>
        <img src={dataUrl} alt={facts} decoding="async" loading="lazy" />
      </button>
      <figcaption className={styles.quiet}>{facts}</figcaption>
      <dialog
        ref={dialog}
        className={styles.enlarged}
        aria-label={facts}
        onClick={() => dialog.current?.close()}
        // What closes the picture shall not close the trace, too.
        onKeyDown={(event) => event.stopPropagation()}
      >
        <img src={dataUrl} alt={facts} decoding="async" loading="lazy" />
      </dialog>
    </figure>
  );
}
