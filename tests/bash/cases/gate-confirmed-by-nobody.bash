when require_confirmed "ann bo" managers eve fay
expect refuses "somebody of managers has to confirm a part of the checklist (eve, fay), and only ann bo approved"
