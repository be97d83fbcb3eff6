export * from './onnx-writer.ts';
export * from './outlier/card.ts';
export * from './outlier/graph.ts';
export * from './outlier/make.ts';
