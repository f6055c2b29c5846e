/** One step of a database's schema, forward and back. Versions count up from 1 without gaps. */
export interface Migration {
  version: number;
  name: string;
  up: string;
  down: string;
}
