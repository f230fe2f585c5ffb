"""Fields that a workspace makes itself: their kinds, what is asked of them, and the verbs that make and change them."""
