// ReferenceMC
