/** Sizes in CSS pixels that the canvas and the rows beside it share. */
export const ROW_HEIGHT = 28;
export const BAR_HEIGHT = 14;
/** Room left and right of the timeline, so that bars and handles at its ends can be seen and grasped. */
export const TIMELINE_PADDING = 12;
export const MINIMAP_HEIGHT = 52;
export const RULER_HEIGHT = 26;
