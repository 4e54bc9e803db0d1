
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0002_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='briefing',
            name='sheets',
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
