export { SimilarityCard } from './similarity-card.tsx';
