"""`manage.py remove_second_factors EMAIL`: the way back in for who has lost all second factors."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from cms import generations


class Command(BaseCommand):
    help = (
        "Takes the passkeys, the code app and the recovery codes from an account and logs it out "
        "everywhere, so that its owner can log in with the password alone and add new ones. Make "
        "sure first that it is she who asks."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="The e-mail address of the account.")

    def handle(self, *args, email: str, **options):
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError("No account has this e-mail address.") from None
        with generations.writing():
            rows = Authenticator.objects.filter(user=user)
            removed = [str(row.type) for row in rows]
            rows.delete()
            for session in UserSession.objects.filter(user=user):
                session.end()
        if not removed:
            self.stdout.write(f"{user.email} had no second factor; nothing was removed.")
            return
        self.stdout.write(f"Removed from {user.email}: {', '.join(sorted(removed))}.")
        self.stdout.write("The account is logged out everywhere. The password is as it was.")
