when choose_way test partners "to bring it back"
expect prints test-to-partners
