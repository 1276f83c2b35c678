"""An adopted programme and its editions: adopting, publishing, guarding, comparing."""
