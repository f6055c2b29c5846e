import { CopyButton } from '../../ui/copy-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './address-line.module.css';

export interface AddressLineProps {
  readonly label: string;
  readonly address: string | null;
}

export function AddressLine({ label, address }: AddressLineProps) {
  return (
    <div className={styles.line}>
      <span className={styles.label}>{label}</span>
      {address === null ? <Skeleton width={150} /> : <code className={styles.address}>{address}</code>}
      {address !== null && <CopyButton text={address} what={`${label} address`} />}
    </div>
  );
}
