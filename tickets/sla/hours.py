"""Business hours to choose from: a week as a calendar keeps it, Monday 0, minutes of the local day."""

ALWAYS = {str(day): [[0, 1440]] for day in range(7)}
HOURS = {
    "nine_to_five": ("Monday to Friday, 09:00 to 17:00", {str(day): [[540, 1020]] for day in range(5)}),
    "eight_to_six": ("Monday to Friday, 08:00 to 18:00", {str(day): [[480, 1080]] for day in range(5)}),
    "long_week": ("Monday to Saturday, 08:00 to 20:00", {str(day): [[480, 1200]] for day in range(6)}),
    "always": ("Around the clock", ALWAYS),
}
CHOICES = [(key, name) for key, (name, _) in HOURS.items()]
