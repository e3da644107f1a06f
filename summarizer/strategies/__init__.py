"""Ways from an analysis and a model to a draft: `one_pass` for capable models, `stepwise` for small ones."""
