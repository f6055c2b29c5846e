import styles from './file-field.module.css';

export interface FileFieldProps {
  readonly label: string;
  /** Endings and media types of the files that are offered, with commas between them. */
  readonly accept: string;
  /** Millions of bytes. */
  readonly maxMegabytes: number;
  readonly onText: (text: string) => void;
  /** Of a file that is not read because it is too large. */
  readonly onProblem: (problem: string) => void;
}

/** A file that is read as a text once it is chosen. */
export function FileField({ label, accept, maxMegabytes, onText, onProblem }: FileFieldProps) {
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > maxMegabytes * 1e6) onProblem(`A file has at most ${maxMegabytes} MB.`);
    else onText(await file.text());
  };
  return (
    <input
      type="file"
      aria-label={label}
      accept={accept}
      className={styles.file}
      onChange={(event) => void read(event.target.files?.[0])}
    />
  );
}
