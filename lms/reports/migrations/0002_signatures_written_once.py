from django.db import migrations

from lms.core.guarded import guard


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_written_once"), ("signatures", "0001_initial")]

    operations = [guard("signatures_signature")]
