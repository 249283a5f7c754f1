// Placeholder: filled by the expressions layer.
