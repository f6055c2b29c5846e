import type { TextPiece } from '../../../lib/text-diff.ts';
import styles from './text-pieces.module.css';

/** More pieces than this are not drawn one by one. */
const MOST_PIECES = 2_000;

/** A text with what was removed and added in it. */
export function TextPieces({ pieces }: { readonly pieces: readonly TextPiece[] }) {
  return (
    <div className={styles.text} dir="auto">
      {pieces
        .slice(0, MOST_PIECES)
        .map((piece, index) =>
          piece.kind === 'same' ? (
            <span key={index}>{piece.text}</span>
          ) : piece.kind === 'added' ? (
            <ins key={index}>{piece.text}</ins>
          ) : (
            <del key={index}>{piece.text}</del>
          ),
        )}
      {pieces.length > MOST_PIECES && ' …'}
    </div>
  );
}
