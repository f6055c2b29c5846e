/**
 * The `count` directions in which rows of `dimensions` numbers differ most (principal components), by orthogonal
 * iteration from a fixed start: the same rows give the same axes. Rows must have mean zero.
 */
export function principalAxes(rows: Float32Array, dimensions: number, count: number): Float64Array[] {
  const covariance = covarianceOf(rows, dimensions);
  let axes = startingAxes(dimensions, count);
  for (let round = 0; round < ROUNDS; round += 1) {
    axes = axes.map((axis) => multiply(covariance, axis));
    orthonormalise(axes);
  }
  return axes;
}

const ROUNDS = 40;

export function project(row: Float32Array, axes: readonly Float64Array[]): Float32Array {
  return Float32Array.from(axes, (axis) => {
    let sum = 0;
    for (let index = 0; index < row.length; index += 1) sum += (row[index] ?? 0) * (axis[index] ?? 0);
    return sum;
  });
}

function covarianceOf(rows: Float32Array, dimensions: number): Float64Array[] {
  const covariance = Array.from({ length: dimensions }, () => new Float64Array(dimensions));
  for (let at = 0; at < rows.length; at += dimensions) {
    for (let left = 0; left < dimensions; left += 1) {
      const value = rows[at + left] ?? 0;
      const line = covariance[left] ?? new Float64Array(0);
      for (let right = 0; right < dimensions; right += 1) {
        line[right] = (line[right] ?? 0) + value * (rows[at + right] ?? 0);
      }
    }
  }
  return covariance;
}

function multiply(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (line) => {
    let sum = 0;
    for (let index = 0; index < line.length; index += 1) sum += (line[index] ?? 0) * (vector[index] ?? 0);
    return sum;
  });
}

/** Gram and Schmidt's method. */
function orthonormalise(axes: readonly Float64Array[]): void {
  axes.forEach((axis, index) => {
    for (const earlier of axes.slice(0, index)) {
      let along = 0;
      for (let at = 0; at < axis.length; at += 1) along += (axis[at] ?? 0) * (earlier[at] ?? 0);
      for (let at = 0; at < axis.length; at += 1) axis[at] = (axis[at] ?? 0) - along * (earlier[at] ?? 0);
    }
    const length = Math.hypot(...axis);
    for (let at = 0; at < axis.length; at += 1) axis[at] = (axis[at] ?? 0) / length;
  });
}

function startingAxes(dimensions: number, count: number): Float64Array[] {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const axes = Array.from({ length: count }, () => Float64Array.from({ length: dimensions }, next));
  orthonormalise(axes);
  return axes;
}
